"""The Flask application, put together."""

from flask import Flask, g
from flask.json.provider import DefaultJSONProvider

from machiken import logs, settings
from services.gateway import devices, formatting, languages, observing
from services.gateway.api import api
from services.gateway.assets import serve_assets
from services.gateway.backends import Backends, Bus, RpcClient
from services.gateway.budgets import Budgets
from services.gateway.campaigns import Campaigns, campaign_name
from services.gateway.failures import show_failures
from services.gateway.front import front
from services.gateway.health import health_pages
from services.gateway.labels import OwnWords, labelled, switched_on
from services.gateway.notices import Notices
from services.gateway.office import office
from services.gateway.parked_depth import ParkedDepth
from services.gateway.places import remember_issuers, site_of_page, way_back
from services.gateway.portal import portal
from services.gateway.security import protect
from services.gateway.sentences import sentence, word
from services.gateway.session_cache import SessionCache
from services.gateway.sessions import keep_recalled
from services.gateway.settings import Settings
from services.gateway.shop import shop
from services.gateway.staying import left_s
from services.gateway.translating import translate


def create_app(told: Settings, bus: Bus) -> Flask:
    """Return the gateway, talking to the services over `bus`."""
    app = Flask(__name__, static_folder=None)
    app.config["ISSUER_CODE"] = told.issuer_code
    app.config["PASSWORD_RULE"] = told.password_rule
    app.config["PROOF_MINUTES"] = told.proof_minutes
    app.config["SITES"] = {
        "shop": told.shop_url,
        "portal": told.portal_url,
        "office": told.office_url,
    }
    app.config["PORTAL_BASIC"] = (
        told.portal_basic_user,
        told.portal_basic_password,
    )
    cache = SessionCache(told.redis_url.reveal())
    app.extensions["backends"] = Backends(bus)
    app.extensions["session_cache"] = cache
    app.extensions["campaigns"] = Campaigns()
    app.extensions["notices"] = Notices()
    app.extensions["parked_depth"] = ParkedDepth(told.amqp_url.reveal())
    observing.observe(app)  # first, so that whatever follows has its number and time
    show_failures(app)
    protect(app, told)
    app.extensions["budgets"] = Budgets(
        app, told.redis_url.reveal(), factor=told.budget_factor
    )
    remember_issuers(app)
    app.after_request(keep_recalled)
    languages.say_language(app)
    serve_assets(app)
    _equip_templates(app)
    _write_json_as_people_read_it(app)
    for pages in (front, shop, portal, office, api, health_pages(bus, cache)):
        app.register_blueprint(pages)
    return app


def from_environment() -> Flask:
    """Return the gateway as a server starts it, told by the environment."""
    told = settings.read(Settings)
    logs.configure("gateway", told.log_level)
    return create_app(told, RpcClient(told.amqp_url.reveal(), caller="gateway"))


def _write_json_as_people_read_it(app: Flask) -> None:
    provider = DefaultJSONProvider(app)
    provider.ensure_ascii = False
    app.json = provider


def _equip_templates(app: Flask) -> None:
    app.jinja_options["autoescape"] = True
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(formatting.FILTERS)
    app.jinja_env.filters.update(sentence=sentence, word=word, device=devices.in_words)
    app.jinja_env.globals.update(labelled=labelled, switched_on=switched_on)
    app.jinja_env.finalize = formatting.for_viewer
    app.jinja_env.add_extension(OwnWords)
    translate(app)
    app.context_processor(_on_every_page)


def _on_every_page() -> dict[str, object]:
    site = site_of_page()
    return {
        "site": site.value if site else "",
        "here": (way_back(site) if site else None) or "",
        "language": languages.of_viewer().value,
        "viewer": g.get("viewer"),
        "session_left_s": left_s(g.get("viewer")),
        "campaign_name": campaign_name(),
    }
