"""How dates are written on the site, language by language, where Django's way isn't ours."""
