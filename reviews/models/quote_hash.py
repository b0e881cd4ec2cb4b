"""By what the database tells quotations apart."""

from django.db import models


class QuoteHash(models.Func):
    """MD5 of a quotation in lower case with quotes, dashes and spaces folded; "" hashes too."""

    template = (
        r"md5(regexp_replace(regexp_replace(lower(%(expressions)s),"
        r" '[\u2010-\u2015\u2212-]+', '-', 'g'),"
        r" '[\s\u00a0\u0022\u0027\u0060\u00ab\u00b4\u00bb\u2018-\u201f\u2039\u203a]+', '', 'g'))"
    )
    output_field = models.CharField(max_length=32)
