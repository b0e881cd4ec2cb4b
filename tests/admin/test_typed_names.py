"""Names that are typed at the desk of reviews: who is meant, and who is new."""

import re
from typing import Any

import pytest
from django.test import Client

from films.models import Film
from reviews.models import Critic, CriticReview, Publication
from tests import make
from tests.admin.curators import contributor, editor
from tests.admin.forms import errors, save

ADD = "/admin/reviews/criticreview/add/"


@pytest.fixture
def film(db: None) -> Film:
    """A film to review."""
    return make.film("Faust", 1926)


def test_a_new_critic_publication_and_film_are_made_on_saving(desk: Client) -> None:
    new = {"film": "+Nosferatu (1922)", "critic": "+Ann  Lee ", "publication": "+Bar Gazette"}
    assert save(desk, ADD, **new).status_code == 302
    review = CriticReview.objects.get()
    assert str(review) == "Ann Lee, Bar Gazette"
    assert str(review.film) == "Nosferatu (1922)"
    told = " ".join(map(str, desk.get(ADD).context["messages"]))
    rows: dict[str, Any] = {
        "the film": review.film,
        "the critic": review.critic,
        "the publication": review.publication,
    }
    for named, row in rows.items():
        model = row._meta
        page = f"/admin/{model.app_label}/{model.model_name}/{row.pk}/change/"
        assert f'{named} <a href="{page}">{row}</a>' in told
    save(desk, ADD, film=review.film.pk, critic_typed="Ann Lee")
    assert "New here" not in " ".join(map(str, desk.get(ADD).context["messages"]))


@pytest.mark.parametrize("typed", ["metropolis (1926)", "The Metropolis (1929)"])
def test_a_film_beside_one_of_its_title_is_made_only_when_it_is_said_to_be_another(
    typed: str, desk: Client
) -> None:
    make.film("Metropolis", 1927)
    sent = {"film": f"+{typed}", "critic": "+Ann Lee"}
    answer = save(desk, ADD, **sent)
    told = f"{typed} would be a new film, and Metropolis (1927) is here: is it that one?"
    assert told in errors(answer)
    assert 'name="new_film"' in answer.content.decode()
    assert (Film.objects.count(), Critic.objects.count()) == (1, 0)
    assert save(desk, ADD, **sent, new_film="on").status_code == 302
    assert Film.objects.count() == 2


def test_a_film_of_other_years_or_titles_is_made_without_a_question(desk: Client) -> None:
    make.film("Metropolis", 1927)
    for number, typed in enumerate(("Metropolis (2001)", "Metropolitan (1927)"), 2):
        assert save(desk, ADD, film=f"+{typed}", critic="+Ann Lee").status_code == 302
        assert Film.objects.count() == number


@pytest.mark.parametrize("typed", ["ann lée", "A. LEIGH"])
def test_a_name_that_is_there_already_is_nobody_new(typed: str, desk: Client, film: Film) -> None:
    ann = make.critic("Ann Lee")
    ann.other_names.create(name="A. Leigh")
    assert save(desk, ADD, film=film.pk, critic=f"+{typed}").status_code == 302
    assert CriticReview.objects.get().critic == ann


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ({"critic": "+Ann Lee"}, "Several are called Ann Lee: choose one, or type its address: "),
        ({"critic": "+https://example.org/"}, "No page of this site that fits here is at that"),
        ({"critic": "+www.example.org/ann"}, "No page of this site that fits here is at that"),
        ({"critic": "+" + "x" * 201}, "at most 200 characters"),
        ({"critic": "+ "}, "This field cannot be blank."),
        ({"film": "+Nosferatu"}, "A new film is written with its year: Nosferatu (1922)."),
        ({"film": "+Nosferatu (1650)"}, "greater than or equal to 1870"),
        ({"publication": "+Bar Gazette", "url": "nowhere"}, "Enter a valid URL."),
    ],
)
def test_what_can_not_be_saved_makes_no_new_names(
    new: dict[str, str], told: str, desk: Client, film: Film
) -> None:
    for _ in range(2):
        make.critic("Ann Lee")
    sent = {"film": film.pk, "critic": "+Bea", **new}
    answer = save(desk, ADD, **sent)
    assert told in errors(answer)
    assert (Critic.objects.count(), Publication.objects.count()) == (2, 0)
    assert Film.objects.count() == 1
    if sent["critic"] == "+Bea":
        assert '<option value="+Bea" selected>Bea (new)</option>' in answer.content.decode()


def test_who_may_not_add_critics_names_no_new_one(client: Client, film: Film) -> None:
    writer = contributor()
    writer.user_permissions.remove(*writer.user_permissions.filter(codename="add_critic"))
    client.force_login(writer)
    answer = save(client, ADD, film=film.pk, critic="+Bea")
    assert "Bea isn&#x27;t here. Ask an editor to add it." in errors(answer)
    assert "Bea (new)" not in answer.content.decode()


def test_names_are_typed_into_plain_fields_where_no_script_runs(client: Client, film: Film) -> None:
    client.force_login(contributor())
    page = client.get(ADD).content.decode()
    plain = set(re.findall('<noscript><label.*?<input id=".*?" name="(.*?)"></noscript>', page))
    assert plain == {"film_typed", "critic_typed", "publication_typed", "aggregator_typed"}
    ann = make.critic("Ann Lee")
    typed = {"film_typed": "faust (1926)", "critic_typed": "ANN LEE", "publication_typed": "Bar"}
    assert save(client, ADD, **typed).status_code == 302
    review = CriticReview.objects.get()
    assert (review.film, review.critic, str(review.publication)) == (film, ann, "Bar")
    other = make.critic("Bea")
    assert (
        save(
            client, f"/admin/reviews/criticreview/{review.pk}/change/", critic_typed="Bea"
        ).status_code
        == 302
    )
    review.refresh_from_db()
    assert review.critic == other
    answer = save(client, ADD, film_typed="Nosferatu (1922)", critic_typed="Ann Lee")
    assert "Nosferatu (1922) isn&#x27;t here. Ask an editor to add it." in errors(answer)
    assert not Film.objects.exclude(pk=film.pk).exists()


@pytest.mark.parametrize("title", ["faust", "The Faust", "Faust 1926", "Fáust, (1926)", "Szenen"])
def test_a_film_is_taken_by_any_of_its_titles_with_or_without_its_year(
    title: str, desk: Client, film: Film
) -> None:
    film.titles.create(title="Szenen")
    make.film("Fausto", 1926)
    assert save(desk, ADD, film_typed=title, critic_typed="Bea").status_code == 302
    assert CriticReview.objects.get().film == film


def test_of_films_of_one_title_the_year_tells_which(desk: Client, film: Film) -> None:
    later = make.film("Faust", 1994)
    answer = save(desk, ADD, film_typed="faust", critic_typed="Bea")
    assert "Several films are called faust. Which one: Faust (1926) or Faust (1994)?" in errors(
        answer
    )
    assert save(desk, ADD, film_typed="faust 1994", critic_typed="Bea").status_code == 302
    assert CriticReview.objects.get().film == later


def test_what_comes_back_is_called_new_only_where_nobody_has_the_name(
    desk: Client, film: Film
) -> None:
    known = make.review(film, critic=make.critic("Ann Lee"), publication=make.publication("Foo"))
    sent = {"film_typed": "faust (1926)", "critic_typed": "ann lee", "publication_typed": "FOO"}
    answer = save(desk, ADD, **sent)
    page = answer.content.decode()
    assert "is here already" in errors(answer)
    assert "(new)<" not in page
    for row in filter(None, (film, known.critic, known.publication)):
        assert f'<option value="{row.pk}" selected>{row}</option>' in page
    page = save(desk, ADD, **{**sent, "url": "x", "critic_typed": "Bea"}).content.decode()
    assert '<option value="+Bea" selected>Bea (new)</option>' in page


def test_of_two_with_one_name_the_address_of_a_page_names_one(desk: Client, film: Film) -> None:
    _first, second = (make.critic("Ann Lee") for _ in range(2))
    sent = {"film_typed": f"http://testserver{film.get_absolute_url()}"}
    address = second.get_absolute_url()
    assert save(desk, ADD, **sent, critic_typed=address).status_code == 302
    assert CriticReview.objects.get().critic == second
    for wrong in ("/critics/nobody/", film.get_absolute_url()):
        answer = save(desk, ADD, **sent, critic_typed=wrong)
        assert "No page of this site that fits here is at that address." in errors(answer)


def test_a_publication_may_be_called_like_its_site(desk: Client, film: Film) -> None:
    here = make.publication("www.example.org")
    for named, critic in (("WWW.example.org", "Ann Lee"), ("www.example.com", "Bea")):
        sent = {"film": film.pk, "critic_typed": critic, "publication_typed": named}
        assert save(desk, ADD, **sent).status_code == 302
    first, second = CriticReview.objects.order_by("pk")
    assert first.publication == here
    assert str(second.publication) == "www.example.com"


@pytest.mark.parametrize("host", ["https://elsewhere.example", "elsewhere.example", "//elsewhere"])
def test_the_address_of_another_site_names_nothing_here(
    host: str, desk: Client, film: Film
) -> None:
    ann = make.critic("Ann Lee")
    for sent in (
        {"film_typed": host + film.get_absolute_url(), "critic_typed": "Ann Lee"},
        {"film": film.pk, "critic_typed": host + ann.get_absolute_url()},
    ):
        answer = save(desk, ADD, **sent)
        assert "No page of this site that fits here is at that address." in errors(answer)
    assert not CriticReview.objects.exists()


@pytest.mark.parametrize("rest", ["", "reviews/", "?sort=telling", "reviews/?page=2", "#reviews"])
@pytest.mark.parametrize("host", ["", "testserver", "http://testserver:8000"])
def test_an_address_is_taken_as_the_browser_shows_it(
    host: str, rest: str, desk: Client, film: Film
) -> None:
    sent = {"film_typed": host + film.get_absolute_url() + rest, "critic_typed": "Bea"}
    assert save(desk, ADD, **sent).status_code == 302
    assert CriticReview.objects.get().film == film


def test_a_former_address_leads_to_the_film_as_on_the_site(desk: Client, film: Film) -> None:
    former = film.get_absolute_url()
    film.title = "Faust: A Legend"
    film.save()
    assert film.get_absolute_url() != former
    assert save(desk, ADD, film_typed=former, critic_typed="Bea").status_code == 302
    assert CriticReview.objects.get().film == film


@pytest.mark.parametrize("by", [contributor, editor])
def test_what_is_refused_is_repeated_only_in_short(by: Any, client: Client, film: Film) -> None:
    client.force_login(by())
    answer = save(client, ADD, film_typed="x" * 6000, critic_typed="Bea")
    (told,) = re.findall("(?:^|[ >])(x+…)(?: isn|[.] A new film)", errors(answer))
    assert len(told) == 80
