"""The families of motifs that posters are drawn with."""

from __future__ import annotations

from films.posters.families.arcs import draw_arcs
from films.posters.families.banners import draw_banners
from films.posters.families.beam import draw_beam
from films.posters.families.birds import draw_birds
from films.posters.families.city import draw_city
from films.posters.families.clockwork import draw_clockwork
from films.posters.families.clouds import draw_clouds
from films.posters.families.curtain import draw_stage
from films.posters.families.desert import draw_desert
from films.posters.families.eye import draw_eye
from films.posters.families.flower import draw_flower
from films.posters.families.forest import draw_forest
from films.posters.families.hand import draw_hand
from films.posters.families.heart import draw_heart
from films.posters.families.mask import draw_mask
from films.posters.families.maze import draw_maze
from films.posters.families.moon import draw_moon
from films.posters.families.mountains import draw_mountains
from films.posters.families.profile import draw_profile
from films.posters.families.record import draw_record
from films.posters.families.reel import draw_reel
from films.posters.families.road import draw_road
from films.posters.families.shards import draw_shards
from films.posters.families.speed import draw_speed
from films.posters.families.spiral import draw_spiral
from films.posters.families.stairs import draw_stairs
from films.posters.families.tower import draw_tower
from films.posters.families.waves import draw_waves
from films.posters.families.window import draw_window
from films.posters.stage import BOTTOM, BOTTOM_MIDDLE, LEFT, TOP, TOP_MIDDLE, Family

_MIDDLE = (TOP_MIDDLE, BOTTOM_MIDDLE)

FAMILIES = (
    Family("arcs", draw_arcs),
    Family("banners", draw_banners),
    Family("beam", draw_beam),
    Family("birds", draw_birds),
    Family("city", draw_city),
    Family("clockwork", draw_clockwork),
    Family("clouds", draw_clouds),
    Family("desert", draw_desert),
    Family("eye", draw_eye, (TOP, BOTTOM, BOTTOM_MIDDLE)),
    Family("flower", draw_flower),
    Family("forest", draw_forest),
    Family("hand", draw_hand),
    Family("heart", draw_heart, (*_MIDDLE, BOTTOM)),
    Family("mask", draw_mask, (BOTTOM, *_MIDDLE)),
    Family("maze", draw_maze),
    Family("moon", draw_moon),
    Family("mountains", draw_mountains),
    Family("profile", draw_profile),
    Family("record", draw_record),
    Family("reel", draw_reel),
    Family("road", draw_road),
    Family("shards", draw_shards),
    Family("speed", draw_speed),
    Family("spiral", draw_spiral),
    Family("stage", draw_stage, (TOP_MIDDLE, BOTTOM_MIDDLE)),
    Family("stairs", draw_stairs, (TOP, BOTTOM)),
    Family("tower", draw_tower, (LEFT, LEFT, TOP, BOTTOM)),
    Family("waves", draw_waves),
    Family("window", draw_window),
)
"""All of them, by name."""
