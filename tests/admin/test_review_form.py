"""How a review is entered at its desk."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from films.models import Film
from reviews.models import Correction, Critic, CriticReview
from tests import make
from tests.admin.curators import contributor, editor
from tests.admin.forms import errors, save

ADD = "/admin/reviews/criticreview/add/"
WORDS = "A tender, furious film about people who refuse to leave."


@pytest.fixture
def film(db: None) -> Film:
    """A film to review."""
    return make.film("Faust", 1926)


@pytest.fixture
def facts(film: Film) -> dict[str, Any]:
    """What is entered of a review."""
    return {"film": film.pk, "critic": make.critic("Ann Lee").pk, "quote": WORDS}


def said(answer: Any) -> str:
    """The messages of the page that an answer leads to."""
    return " ".join(str(message) for message in answer.context["messages"])


def signed_in(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def change_page(review: CriticReview) -> str:
    return reverse("admin:reviews_criticreview_change", args=[review.pk])


def test_a_pasted_quotation_is_cleaned(desk: Client, facts: dict[str, Any]) -> None:
    save(desk, ADD, **{**facts, "quote": " “[It] is …\r\n a  fine film.” "})
    assert CriticReview.objects.get().quote == "[It] is … a fine film."


def test_a_quotation_that_came_by_an_import_stays_as_it_is(desk: Client, film: Film) -> None:
    review = make.review(film, quote="“One\nand two”" + "x" * 400)
    assert save(desk, change_page(review), verdict="").status_code == 302
    review.refresh_from_db()
    assert (review.quote, review.verdict) == ("“One\nand two”" + "x" * 400, "")


@pytest.mark.parametrize(("length", "warning"), [(200, False), (201, True), (300, True)])
def test_a_long_quotation_is_taken_with_a_warning(
    length: int, warning: bool, desk: Client, facts: dict[str, Any]
) -> None:
    save(desk, ADD, **{**facts, "quote": "x" * length})
    page = desk.get(ADD)
    told = f"The quotation has {length} characters: is that still fair to quote?"
    assert (told in said(page)) is warning
    save(desk, change_page(CriticReview.objects.get()), status="published")
    told = f"It is published, though the quotation has {length} characters: is that fair?"
    page = desk.get(ADD)
    assert (told in said(page)) is warning
    link = f'is that fair? <a href="{change_page(CriticReview.objects.get())}">'
    assert (link in page.content.decode()) is warning


def test_a_quotation_is_refused_over_the_length_of_the_site(
    desk: Client, facts: dict[str, Any], settings: Any
) -> None:
    settings.QUOTE_LONGEST = 250
    answer = save(desk, ADD, **{**facts, "quote": f" “{'x' * 251}” "})
    assert "The quotation has 251 characters; this site takes up to 250." in errors(answer)
    assert save(desk, ADD, **{**facts, "quote": f" “{'x' * 250}” "}).status_code == 302


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (" 14 May 2008 ", "2008-05-14"),
        ("September 14, 2008", "2008-09-14"),
        ("Sept 2008", "2008-09"),
        ("Septober 2008", ""),
        ("May 2008", "2008-05"),
        ("2008", "2008"),
    ],
)
def test_a_date_is_pasted_whole_and_read_as_imports_read_it(
    pasted: str, kept: str, desk: Client, facts: dict[str, Any]
) -> None:
    answer = save(desk, ADD, **facts, published_on=pasted)
    if kept:
        assert CriticReview.objects.get().published_on == kept
    else:
        assert "A date is 2008, 2008-05 or 2008-05-14; also 14 May 2008 or May 14, 2008." in errors(
            answer
        )
    assert "maxlength" not in str(desk.get(ADD).context["adminform"].form["published_on"])


def test_who_entered_it_is_kept(client: Client, facts: dict[str, Any]) -> None:
    writer = contributor("writer")
    save(signed_in(client, writer), ADD, **facts)
    review = CriticReview.objects.get()
    assert (review.entered_by, review.entered_by_name, review.status) == (writer, "writer", "draft")
    save(signed_in(client, editor("editor")), change_page(review), verdict="favourable")
    review.refresh_from_db()
    assert (review.entered_by, review.verdict) == (writer, "favourable")


def test_an_editor_publishes_in_one_step_and_goes_on_with_the_film(
    client: Client, facts: dict[str, Any], film: Film
) -> None:
    site = make.aggregator()
    sent = {**facts, "aggregator": site.pk, "_publish": "1"}
    answer = save(signed_in(client, editor()), ADD, **sent)
    assert answer["Location"] == f"{ADD}?film={film.pk}&aggregator={site.pk}"
    assert CriticReview.objects.get().status == "published"
    page = client.get(answer["Location"])
    assert f'value="{film.pk}" selected>Faust (1926)' in page.content.decode()
    assert "is published. Here is the next one of Faust (1926)." in said(page)


def test_a_draft_is_published_and_a_review_withdrawn_by_a_button_that_is_named_after_it(
    client: Client, film: Film
) -> None:
    review = make.review(film, status="draft", critic=make.critic("Bea"), publication=None)
    page = change_page(review)
    buttons = [
        ("Publish", "_publish", "Published: "),
        ("Withdraw", "_withdraw", "Withdrawn: "),
    ]
    signed_in(client, editor())
    for label, name, told in buttons:
        shown = client.get(page).content.decode()
        assert re.findall('value="([^"]+)"[^>]* name="(_publish|_withdraw)"', shown) == [
            (label, name)
        ]
        assert save(client, page, **{name: "1"}).status_code == 302
        assert f'{told}<a href="{page}">Faust (1926): Bea</a>' in said(client.get(ADD))
    review.refresh_from_db()
    assert review.status == "withdrawn"
    back = client.get(f"{change_page(make.review(film, status='draft'))}?from=queue")
    assert 'value="Publish, and back to the queue" class="default"' in back.content.decode()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("draft", "Saved, still a draft: "),
        ("published", "Saved: "),
        ("withdrawn", "Saved, still withdrawn: "),
    ],
)
def test_saving_tells_the_state_that_a_review_stays_in(
    status: str, told: str, desk: Client, film: Film
) -> None:
    save(desk, change_page(make.review(film, status=status)), original_score="B-")
    assert said(desk.get(ADD)).startswith(told)


def test_a_contributor_can_not_publish_by_any_field(client: Client, facts: dict[str, Any]) -> None:
    writer = signed_in(client, contributor())
    assert 'name="_publish"' not in writer.get(ADD).content.decode()
    save(writer, ADD, **facts, status="published", _publish="1")
    draft = CriticReview.objects.get()
    assert draft.status == "draft"
    page = change_page(draft)
    assert 'name="_publish"' not in writer.get(page).content.decode()
    save(writer, page, status="published", _publish="1")
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.parametrize("status", ["draft", "published", "withdrawn"])
def test_a_contributor_changes_and_deletes_own_drafts_alone(
    status: str, client: Client, film: Film
) -> None:
    writer = contributor()
    own, others = make.review(film, status=status), make.review(film, status=status)
    own.enter(by=writer)
    own.save()
    may = [status == "draft", False]
    signed_in(client, writer)
    for review, allowed in zip((own, others), may, strict=True):
        answer = client.post(change_page(review), {"film": film.pk, "critic": review.critic_id})
        assert answer.status_code == (302 if allowed else 403)
        action = {"action": "delete_selected", "_selected_action": [review.pk], "post": "yes"}
        client.post("/admin/reviews/criticreview/", action)
        assert CriticReview.objects.filter(pk=review.pk).exists() is not allowed


@pytest.mark.parametrize("is_by_a_critic", [True, False])
def test_a_review_that_is_here_is_named_once_and_no_tick_can_help(
    is_by_a_critic: bool, desk: Client, film: Film
) -> None:
    critic = make.critic("Bea") if is_by_a_critic else None
    known = make.review(film, critic=critic, quote=WORDS, url="https://a.example/b")
    sent = {"film": film.pk, "publication": known.publication_id, "quote": WORDS.upper()}
    sent |= {"critic": critic.pk if critic else "", "url": known.url}
    answer = save(desk, ADD, **sent)
    assert errors(answer).count("<li>") == 1
    assert f"is here already{'' if critic else ', without a critic'}: " in errors(answer)
    assert f'<a href="{change_page(known)}">open it</a>' in answer.content.decode()
    assert 'name="another"' not in answer.content.decode()
    assert CriticReview.objects.count() == 1


def test_where_it_was_found_is_typed_where_no_script_runs(client: Client, film: Film) -> None:
    writer, sums = signed_in(client, contributor()), make.aggregator("Sums")
    typed = {"film": film.pk, "critic": make.critic().pk}
    answer = save(writer, ADD, **typed, aggregator_typed="Odds")
    assert "Odds isn&#x27;t here" in errors(answer)
    assert save(writer, ADD, **typed, aggregator_typed=" sums ").status_code == 302
    assert CriticReview.objects.get().aggregator == sums


@pytest.mark.parametrize("same", [{"url": "https://a.example/b"}, {"quote": WORDS.upper()}])
def test_a_review_that_is_likely_here_is_saved_only_when_it_is_said_to_be_another(
    same: dict[str, str], desk: Client, film: Film
) -> None:
    known = make.review(film, critic=make.critic("Bea"), url="https://a.example/b", quote=WORDS)
    sent = {"film": film.pk, "critic": "+Ann Lee", **same}
    answer = save(desk, ADD, **sent)
    told = "This review is likely here already. If it is another one, say so."
    assert errors(answer) == f'<ul class="errorlist nonfield"><li>{told}</li></ul>'
    assert not Critic.objects.called("Ann Lee").exists()
    page = answer.content.decode()
    assert change_page(known) in page
    assert 'name="another"' in page
    assert save(desk, ADD, **sent, another="on").status_code == 302
    assert CriticReview.objects.count() == 2


def test_a_critics_other_review_of_the_film_is_saved_without_a_question(
    desk: Client, film: Film
) -> None:
    known = make.review(film, critic=make.critic("Bea"), publication=make.publication("Foo"))
    save(desk, ADD, film=film.pk, critic=known.critic_id, publication=make.publication().pk)
    assert CriticReview.objects.count() == 2
    assert "same" not in said(desk.get(ADD))


def test_two_that_are_the_same_can_each_be_changed(desk: Client, film: Film) -> None:
    for _ in range(2):
        review = make.review(film, quote=WORDS)
    assert save(desk, change_page(review), verdict="unfavourable").status_code == 302


def test_a_correction_is_noted_in_the_public_log_with_the_change(
    client: Client, film: Film
) -> None:
    user = editor()
    review = make.review(film)
    words = "The verdict was given as favourable; it is unfavourable."
    page = change_page(review)
    save(signed_in(client, user), page, verdict="unfavourable", correction=f" {words} ")
    noted = Correction.objects.get()
    assert (noted.film, noted.review, noted.words) == (film, review, words)
    assert (noted.made_by, noted.made_by_name) == (user, "editor")
    save(client, page, verdict="")
    assert Correction.objects.count() == 1


def test_a_draft_that_readers_saw_before_takes_a_correction(client: Client, film: Film) -> None:
    review = make.review(film)
    CriticReview.objects.update(status="draft")
    page = signed_in(client, editor()).get(change_page(review))
    assert 'name="correction"' in page.content.decode()


def test_of_what_nobody_could_read_nothing_is_corrected(client: Client, film: Film) -> None:
    draft = make.review(film, status="draft")
    page = signed_in(client, editor()).get(change_page(draft))
    assert 'name="correction"' not in page.content.decode()


@pytest.mark.parametrize("who", [contributor, editor])
def test_no_correction_is_taken_with_a_review_that_nobody_could_read(
    who: Any, client: Client, facts: dict[str, Any]
) -> None:
    user = who("ann")
    sent = {**facts, "correction": "Words that anybody can read."}
    assert save(signed_in(client, user), ADD, **sent).status_code == 302
    draft = CriticReview.objects.get()
    assert draft.entered_by == user
    assert save(client, change_page(draft), **sent, verdict="favourable").status_code == 302
    draft.refresh_from_db()
    assert draft.verdict == "favourable"
    assert not Correction.objects.exists()


def test_a_form_takes_nothing_of_who_entered_a_review_and_when(
    client: Client, facts: dict[str, Any]
) -> None:
    other = editor("other")
    forged = {"entered_by": other.pk, "entered_by_name": "other", "published_at": "2020-01-01"}
    save(signed_in(client, contributor("writer")), ADD, **facts, **forged, status="withdrawn")
    review = CriticReview.objects.get()
    kept = (review.entered_by_name, review.status, review.published_at, review.withdrawn_at)
    assert kept == ("writer", "draft", None, None)


def test_an_autocomplete_shows_first_what_is_called_just_so(desk: Client, db: None) -> None:
    for title in ("A Man Escaped", "Metropolis", "M", "The Man Who Laughs"):
        make.film(title)
    asked = {"app_label": "reviews", "model_name": "criticreview", "field_name": "film"}
    answer = desk.get(reverse("admin:autocomplete"), {**asked, "term": "m"}).json()
    titles = [each["text"].partition(" (")[0] for each in answer["results"]]
    assert titles == ["M", "Metropolis", "A Man Escaped", "The Man Who Laughs"]
    make.film("Man Escaped Again")
    answer = desk.get(reverse("admin:autocomplete"), {**asked, "term": "man escaped"}).json()
    assert answer["results"][0]["text"].startswith("A Man Escaped (")


def test_the_form_names_the_film_and_leads_to_where_the_review_stands(
    desk: Client, film: Film, settings: Any
) -> None:
    settings.ROWS_A_PAGE = 1
    older = make.review(film, critic=make.critic("Bea"), publication=None, published_on="1926")
    make.review(film, published_on="1927")
    page = desk.get(change_page(older))
    assert page.content.decode().count("Faust (1926): Bea") >= 3
    address = f"/films/{film.slug}/reviews/?review={older.pk}#review-{older.pk}"
    assert f'href="{address}"' in page.content.decode()
    assert f'id="review-{older.pk}"' in desk.get(address.partition("#")[0]).content.decode()
    save(desk, change_page(older))
    assert "Faust (1926): Bea</a>" in said(desk.get(ADD))


def test_a_review_that_is_not_shown_leads_to_no_page(desk: Client, film: Film) -> None:
    draft = make.review(film, status="draft")
    assert "viewsitelink" not in desk.get(change_page(draft)).content.decode()
