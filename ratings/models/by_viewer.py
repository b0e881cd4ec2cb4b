"""What one viewer said of one film: the newer stays when two films become one."""

from typing import Any, ClassVar

from django.db import models

from films.models import Film
from films.models.merging import OfFilmQuerySet, Row


class ByViewerQuerySet(OfFilmQuerySet[Row]):
    """Rows of which there is one a viewer and film; `moment` names the field that says when."""

    moment: ClassVar[str]

    def move(self, old: Film, new: Film) -> list[dict[str, Any]]:
        """Give the rows of `old` to `new`; of a viewer's two the older is deleted and returned."""
        theirs = {"user": models.OuterRef("user")}
        later = {f"{self.moment}__gte": models.OuterRef(self.moment)}
        olds, news = self.filter(film=old), self.filter(film=new)
        left = self.take_out(olds.filter(models.Exists(news.filter(**theirs, **later))))
        left += self.take_out(news.filter(models.Exists(olds.filter(**theirs))))
        olds.update(film=new)
        return left
