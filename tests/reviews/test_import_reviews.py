"""What `import_reviews` does with a file of critics' reviews."""

from pathlib import Path

import pytest

from films.models import ExternalId
from reviews.models import Aggregator, Critic, CriticReview, CriticTally, OtherName, Publication
from tests import make
from tests.recount import drift
from tests.reviews.importing import COLUMNS, counts, refused, reviews, run, write

pytestmark = pytest.mark.django_db
ANN = {"film": "earth-1930", "critic": "Ann Lee", "publication": "Bar Gazette"}
UNSIGNED = {"film": "earth-1930", "publication": "Bar Gazette", "quote": "Rain -- at “last”"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a file of reviews may stand; the film that they are of is there."""
    make.film("Earth", 1930)
    return tmp_path / "reviews.csv"


# What is taken -----------------------------------------------------------------------------------


def test_a_line_becomes_a_review_with_its_critic_publication_and_aggregator(file):
    said = {
        **ANN,
        "quote": '"[A] film -- of rain…"',
        "url": "https://example.org/1",
        "verdict": "fresh",
        "original_score": "3.5/4",
        "published_on": "1930-05",
        "aggregator": "rotten tomatoes",
        "language": "en",
    }
    write(file, said, columns=[*COLUMNS, "language"])
    assert run(file) == ("added 1, changed 0, unchanged 0, kept 0, refused 0", 0)
    review = CriticReview.objects.get()
    assert str(review) == "Ann Lee, Bar Gazette"
    assert Critic.objects.values_list("slug", "sort_name").get() == ("ann-lee", "lee, ann")
    assert review.quote == "[A] film -- of rain…"
    assert (review.verdict, review.original_score) == ("favourable", "3.5/4")
    assert (review.published_on, review.language) == ("1930-05", "en")
    assert review.status == "published"
    assert Aggregator.objects.get().search_for("a b").endswith("?search=a%20b")
    assert review.aggregator == Aggregator.objects.get()
    assert CriticTally.objects.get(film__slug="earth-1930").favourable == 1


def test_the_columns_may_stand_in_any_order(file):
    write(file, ANN, columns=reversed(COLUMNS))
    assert counts(file) == {"added": 1}


def test_a_film_is_found_by_its_former_address_and_by_its_imdb_id(file):
    film = make.film("Zemlya", 1930)
    ExternalId.objects.create(film=film, site="imdb", value="tt0021571")
    film.title = "Zemlia"
    film.save()
    write(file, ANN | {"film": "zemlya-1930"}, ANN | {"film": "tt0021571", "critic": "Bo"})
    assert counts(file) == {"added": 2}
    assert reviews("film__slug") == ["zemlia-1930"] * 2


def test_critics_and_publications_are_found_whatever_the_case_and_by_their_other_names(file):
    ann, gazette = make.critic("Ann Lee"), make.publication("Bar Gazette")
    OtherName.objects.create(critic=ann, name="A. Lee")
    OtherName.objects.create(publication=gazette, name="The Bar Gazette")
    write(file, ANN | {"critic": "a. lee", "publication": "the bar gazette"})
    assert counts(file) == {"added": 1}
    assert reviews("critic", "publication") == [(ann.pk, gazette.pk)]
    write(file, ANN | {"critic": "ANN  LEE"})
    assert counts(file) == {"unchanged": 1}


def test_two_new_names_that_differ_in_case_are_one_and_two_that_spell_alike_have_two_addresses(
    file,
):
    write(file, ANN, ANN | {"critic": "ann lee", "publication": "Foo"}, ANN | {"critic": "Ánn Lee"})
    assert counts(file) == {"added": 3}
    assert list(Critic.objects.order_by("pk").values_list("name", "slug")) == [
        ("Ann Lee", "ann-lee"),
        ("Ánn Lee", "ann-lee-2"),
    ]


def test_a_name_that_several_have_is_not_guessed_but_known_by_the_review_that_one_has(file):
    make.critic("Ann Lee")
    two = make.critic("Ann Lee")
    write(file, ANN | {"quote": "New"})
    assert counts(file) == {"refused": 1}
    assert refused(file) == [(2, "Several are called “Ann Lee”: ann-lee, ann-lee-2.")]
    make.review(
        CriticTally.objects.get().film, critic=two, publication=make.publication("Bar Gazette")
    )
    assert counts(file) == {"changed": 1}


def test_what_a_refused_line_names_is_not_made(file):
    write(file, ANN | {"film": "unheard-of-1930"}, ANN | {"verdict": "good"})
    assert run(file)[1] == 1
    assert refused(file)[0] == (2, "No film here has the address or the IMDb id “unheard-of-1930”.")
    assert not Critic.objects.exists()
    assert not Publication.objects.exists()


@pytest.mark.parametrize("title", ["Earth", "earth (1930)", " EARTH, 1930"])
def test_of_a_film_named_by_its_title_the_reason_says_the_address(file, title):
    make.film("Earth", 1998)
    write(file, ANN, ANN | {"film": title})
    counts(file)
    assert refused(file)[0][1].endswith("Did you mean earth-1930, earth-1998?")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("film,critic,quote", "another kind of file"),
        (
            "film,critic,publication,quote,url,verdict",
            "no column original_score, published_on, agg",
        ),
        (",".join(COLUMNS) + ",stars", "unknown column, “stars”"),
    ],
)
def test_a_file_without_the_columns_of_its_kind_is_refused_whole(file, header, reason):
    file.write_text(f"{header}\n")
    said, code = run(file)
    assert reason in said
    assert code == 2


def test_a_file_with_the_line_ends_of_old_macs_is_told_so(file):
    write(file, ANN, ANN | {"critic": "Bo"})
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\r"))
    said, code = run(file)
    assert "ends its lines as old Macs did" in said
    assert code == 2


def test_good_lines_are_taken_beside_refused_ones_which_are_named(file):
    write(file, ANN, ANN | {"critic": "Bo"})
    with file.open("a") as more:
        more.write("earth-1930,too,few\n")
    assert run(file) == ("added 2, changed 0, unchanged 0, kept 0, refused 1", 1)
    assert refused(file) == [(4, "The line has 3 values where the header has 10 columns.")]


def test_a_dry_run_says_what_it_would_do_and_does_nothing(file):
    write(file, ANN, ANN | {"quote": "Again"}, ANN | {"verdict": "?"}, {**ANN, "critic": "Bo"})
    assert counts(file, dry_run=True) == {"added": 2, "changed": 1, "refused": 1}
    assert not CriticReview.objects.exists()
    assert not Critic.objects.exists()
    assert not Aggregator.objects.exists()


# Which review a line means -----------------------------------------------------------------------


def test_a_second_run_changes_nothing(file):
    write(
        file, ANN, UNSIGNED, ANN | {"publication": ""}, ANN | {"critic": "Bo", "verdict": "rotten"}
    )
    assert counts(file) == {"added": 4}
    before = CriticTally.objects.values().get()
    assert counts(file) == {"unchanged": 4}
    assert CriticTally.objects.values().get() == before


def test_a_corrected_quotation_of_a_critic_changes_the_review_and_does_not_count_twice(file):
    write(file, ANN | {"quote": "Rain", "verdict": "fresh"}, ANN | {"quote": "More rain"})
    assert counts(file) == {"added": 1, "changed": 1}
    assert reviews("quote", "verdict") == [("More rain", "favourable")]


def test_without_a_critic_the_quotation_tells_reviews_apart_however_it_is_punctuated(file):
    other = UNSIGNED | {"quote": 'rain – at "last"', "verdict": "fresh"}
    write(file, UNSIGNED, other, UNSIGNED | {"quote": "Sun"})
    assert counts(file) == {"added": 2, "changed": 1}
    assert reviews("quote", "verdict") == [('rain – at "last"', "favourable"), ("Sun", "")]


def test_the_link_of_a_known_review_makes_a_line_that_review(file):
    link = {"url": "https://example.org/1"}
    write(file, ANN | link | {"quote": "Rain"})
    assert counts(file) == {"added": 1}
    write(file, ANN | link | {"critic": "Anne Lee", "publication": "Foo Post", "quote": "Sun"})
    assert counts(file) == {"changed": 1}
    assert reviews("critic__name", "publication__name", "quote") == [
        ("Anne Lee", "Foo Post", "Sun")
    ]
    assert counts(file) == {"unchanged": 1}


def test_a_link_is_the_same_whatever_its_scheme_www_and_last_slash(file):
    write(file, UNSIGNED | {"url": "https://example.org/1"})
    counts(file)
    CriticReview.objects.update(status="withdrawn")
    for url in ("http://example.org/1", "https://www.example.org/1/", "https://EXAMPLE.org/1"):
        write(file, UNSIGNED | {"url": url, "quote": url})
        assert counts(file) == {"changed": 1, "kept": 1}
    assert reviews("status") == ["withdrawn"]


def test_of_two_reviews_whose_links_differ_by_a_slash_a_line_means_the_one_with_its_own(file):
    for url in ("https://example.org/1", "https://example.org/1/"):
        make.review(
            CriticTally.objects.get().film,
            publication=make.publication("Bar Gazette"),
            quote=url,
            url=url,
        )
    write(file, UNSIGNED | {"url": "https://example.org/1/", "original_score": "B"})
    assert counts(file) == {"changed": 1, "kept": 1}
    assert reviews("original_score") == ["", "B"]


def test_two_ways_to_write_a_link_in_one_file_are_settled_once(file):
    write(
        file,
        UNSIGNED | {"url": "https://example.org/1"},
        UNSIGNED | {"url": "http://example.org/1/", "quote": "Sun"},
    )
    assert counts(file) == {"added": 1, "changed": 1}
    assert counts(file) == {"unchanged": 2}
    assert reviews("quote", "url") == [("Sun", "http://example.org/1/")]


def test_a_link_and_a_name_that_belong_to_two_reviews_are_refused(file):
    bo = ANN | {"critic": "Bo", "url": "https://example.org/2"}
    write(file, ANN | {"url": "https://example.org/1"}, bo)
    assert counts(file) == {"added": 2}
    write(file, bo | {"url": "https://example.org/1", "quote": "Sun"})
    assert counts(file) == {"refused": 1}
    assert reviews("quote") == ["", ""]


def test_a_correction_that_would_make_two_reviews_the_same_is_refused(file):
    write(file, ANN | {"url": "https://example.org/1"}, ANN | {"critic": "Bo"})
    counts(file)
    write(file, ANN | {"url": "https://example.org/1", "critic": "Bo", "publication": ""})
    assert counts(file) == {"refused": 1}
    assert refused(file) == [
        (2, "Its corrections would make it the same as another review of the film.")
    ]
    assert reviews("critic__name") == ["Ann Lee", "Bo"]


def test_reviews_that_share_the_link_of_one_page_do_not_take_each_others_place(file):
    page = {"url": "https://example.org/all"}
    write(file, ANN | page, ANN | page | {"critic": "Bo"}, UNSIGNED | page)
    for _run in range(2):
        assert run(file)[1] == 1
        assert refused(file) == [(3, "Its link is that of the review in line 2, by someone else.")]
    assert reviews("critic__name") == ["Ann Lee"]


def test_reviews_may_pass_their_place_on_within_one_file(file):
    first, second = {"url": "https://example.org/1"}, {"url": "https://example.org/2"}
    write(file, ANN | first, ANN | second | {"critic": "Bo"})
    counts(file)
    write(file, ANN | first | {"critic": "Cy"}, ANN | second, ANN | {"critic": "Bo"})
    assert counts(file) == {"changed": 2, "added": 1}
    assert reviews("critic__name") == ["Cy", "Ann Lee", "Bo"]


# What people did ---------------------------------------------------------------------------------


def test_what_a_person_changed_is_kept_and_the_rest_is_changed(file):
    write(file, ANN | {"quote": "Rain", "verdict": "fresh"})
    counts(file)
    CriticReview.objects.update(quote="Rain, at last")
    assert counts(file) == {"kept": 1}
    write(file, ANN | {"quote": "Rain", "verdict": "rotten"})
    assert counts(file) == {"changed": 1, "kept": 1}
    assert reviews("quote", "verdict") == [("Rain, at last", "unfavourable")]
    write(file, ANN | {"quote": "Rain, at last"})
    assert counts(file) == {"unchanged": 1}


def test_an_empty_cell_leaves_what_is_there(file):
    write(file, ANN | {"quote": "Rain", "verdict": "fresh", "status": "draft"})
    counts(file)
    write(file, ANN)
    assert counts(file) == {"unchanged": 1}
    assert reviews("quote", "verdict", "status") == [("Rain", "favourable", "draft")]


def test_a_review_made_by_hand_is_completed_and_not_overruled(file):
    make.review(
        CriticTally.objects.get().film,
        critic=make.critic("Ann Lee"),
        publication=make.publication("Bar Gazette"),
    )
    write(file, ANN | {"quote": "Rain", "verdict": "rotten"})
    assert counts(file) == {"changed": 1, "kept": 1}
    assert reviews("quote", "verdict") == [("Rain", "favourable")]


@pytest.mark.parametrize("again", ["", "published"])
@pytest.mark.parametrize("status", ["withdrawn", "draft"])
def test_what_staff_took_off_the_page_is_never_published_again(file, again, status):
    write(file, ANN)
    counts(file)
    CriticReview.objects.update(status=status)
    write(file, ANN | {"status": status})
    assert counts(file) == {"unchanged": 1}
    write(file, ANN | {"status": again})
    assert counts(file) == {"kept": 1}
    assert reviews("status") == [status]


def test_imports_publish_what_imports_brought_as_drafts(file):
    write(file, ANN | {"status": "draft"}, ANN | {"status": "published"})
    assert counts(file) == {"added": 1, "changed": 1}
    assert reviews("status") == ["published"]


@pytest.mark.parametrize("again", ["draft", "published"])
def test_what_an_import_withdrew_first_and_staff_after_it_stays_withdrawn(file, again):
    write(file, ANN | {"status": "withdrawn"})
    counts(file)
    for status in ("published", "withdrawn"):
        CriticReview.objects.update(status=status)
    write(file, ANN | {"status": again, "quote": "Rain"})
    assert counts(file) == {"changed": 1, "kept": 1}
    assert reviews("status", "quote") == [("withdrawn", "Rain")]


def test_a_person_who_corrects_by_whom_a_review_is_does_not_make_imports_double_it(file):
    write(file, ANN, UNSIGNED)
    counts(file)
    CriticReview.objects.filter(critic__isnull=False).update(critic=make.critic("Anna Lee"))
    CriticReview.objects.filter(critic=None).update(quote="Rain, at last")
    assert counts(file) == {"kept": 2}
    assert reviews("critic__name", "quote") == [("Anna Lee", ""), (None, "Rain, at last")]


def test_a_renamed_critic_stays_renamed(file):
    write(file, ANN | {"url": "https://example.org/1"}, UNSIGNED)
    counts(file)
    for thing, name in ((Critic.objects.get(), "Anna Lee"), (Publication.objects.get(), "Bar")):
        thing.name = name
        thing.save()
    assert counts(file) == {"kept": 2}
    assert (Critic.objects.count(), Publication.objects.count()) == (1, 1)


def test_the_tallies_are_right_after_all_that_imports_do(file):
    page = {"url": "https://example.org/1", "verdict": "fresh"}
    write(file, ANN | page, UNSIGNED | {"verdict": "rotten"}, ANN | {"critic": "Bo"})
    counts(file)
    write(file, ANN | page | {"critic": "Cy"}, UNSIGNED | {"status": "withdrawn"})
    assert counts(file) == {"changed": 2}
    assert drift() == []
