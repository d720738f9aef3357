"""Hazards in brands and their sign-in pages."""

from apps.simulator.org import Org
from apps.simulator.plants.plant import CLASSIC, Plant, by_name
from apps.simulator.shapes.sign_in import (
    DEFAULT_PAGE,
    brand,
    customised_page,
    domain,
    page,
)
from apps.simulator.store import Json

SET_COOKIE = """
    function onSuccess(res) {
      if (res.status === 'SUCCESS') {
        var token = res.session.token || res.sessionToken;
        res.session.setCookieAndRedirect('https://shop.example.com/welcome');
      }
    }
"""
REMOVED_SETTINGS = """
    config.features.registration = true;
    config.features.securityImage = true;
    config.features.rememberMe = true;
    config.features.smsRecovery = true;
    config.features.callRecovery = true;
    config.helpSupportNumber = '+44 20 7946 0000';
    config.idpDiscovery = { requestContext: '/home/bookmark/0oa/1' };
    config.idps = [{ type: 'GOOGLE', id: '0oa1' }];
    config.registration = { parseSchema: function (s, ok) { ok(s); } };
    config.processCreds = function (creds, next) { next(); };
    config.recoveryToken = 'rt';
    config.piv = { certAuthUrl: '/auth', text: 'Smart card' };
    config.i18n = { en: { needhelp: 'Stuck?' } };
    jQuery('.okta-sign-in-header').hide();
"""
CLASSIC_SCRIPT = """
    config.useClassicEngine = true;
"""


def _page_with(script: str) -> str:
    return DEFAULT_PAGE.replace(
        "    var oktaSignIn =", f"{script}    var oktaSignIn =", 1
    )


def _branded(org: Org, name: str, value: Json) -> Json:
    one = brand(org, name)
    slug = name.lower().replace(" ", "-")
    domain(org, one["id"], f"{slug}.{org.recipe.domain}")
    customised_page(org, one["id"], value)
    return one


def old_widget_brand(org: Org) -> None:
    _branded(org, "Outlet", page(DEFAULT_PAGE, "5.7"))


def pinned_generation_two_brand(org: Org) -> None:
    _branded(org, "Catering", page(DEFAULT_PAGE, "^6"))


def customised_page_with_setcookie(org: Org) -> None:
    _branded(org, "Shop", page(_page_with(SET_COOKIE), "6.9"))


def customised_page_with_removed_settings(org: Org) -> None:
    _branded(org, "Loyalty", page(_page_with(REMOVED_SETTINGS), "5.11"))


def customised_page_on_classic_engine(org: Org) -> None:
    _branded(org, "Careers", page(_page_with(CLASSIC_SCRIPT), "^7"))


def customised_page_of_nulls(org: Org) -> None:
    _branded(org, "Events", page(None, None, "G3"))


def classic_help_texts(org: Org) -> None:
    texts = {
        "classicFooterHelpTitle": "Need a hand?",
        "classicRecoveryFlowEmailOrUsernameLabel": "Staff number",
    }
    _branded(org, "Staff", page(DEFAULT_PAGE, "^7", **texts))


def classic_default_application(org: Org) -> None:
    one = brand(org, "Kiosk")
    target = {"classicApplicationUri": f"https://kiosk.{org.recipe.domain}/start"}
    org.edit("brands", one["id"], {"defaultApp": target})


PLANTS = by_name(
    Plant(title="A brand pins a widget below 5.11", make=old_widget_brand),
    Plant(title="A brand pins widget 6", make=pinned_generation_two_brand),
    Plant(
        title="A page calls setCookieAndRedirect", make=customised_page_with_setcookie
    ),
    Plant(
        title="A page uses settings that are gone",
        make=customised_page_with_removed_settings,
    ),
    Plant(
        title="A page keeps its widget on Classic Engine",
        make=customised_page_on_classic_engine,
    ),
    Plant(
        title="A customised page without content or version",
        make=customised_page_of_nulls,
    ),
    Plant(
        title="A page with help texts of Classic Engine",
        make=classic_help_texts,
        engines=CLASSIC,
    ),
    Plant(
        title="A brand with a Classic default application",
        make=classic_default_application,
    ),
)
