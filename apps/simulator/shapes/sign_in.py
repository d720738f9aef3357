"""Brands, their sign-in pages and their domains."""

from apps.simulator.org import Org
from apps.simulator.store import Json

DEFAULT_PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN"
  "http://www.w3.org/TR/html4/strict.dtd">
<html>
<head>
  <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1.0" />
  <title>{{pageTitle}}</title>
  {{{SignInWidgetResources}}}
  <style nonce="{{nonceValue}}">
    #login-bg-image-id { background-image: {{bgImageUrl}} }
  </style>
</head>
<body>
  <div id="login-bg-image-id" class="login-bg-image tb--background"></div>
  <div id="okta-login-container"></div>
  {{{OktaUtil}}}
  <script type="text/javascript" nonce="{{nonceValue}}">
    var config = OktaUtil.getSignInWidgetConfig();
    var oktaSignIn = new OktaSignIn(config);
    oktaSignIn.renderEl({ el: '#okta-login-container' },
      OktaUtil.completeLogin,
      function(error) { console.log(error.message, error); }
    );
  </script>
</body>
</html>
"""
WIDGET_VERSIONS = ["7.49", "7.48", "7.8", "6.9", "5.16", "5.11", "5.2", "4.5"]
NULL_CUSTOMIZATIONS = [
    "signInLabel",
    "usernameLabel",
    "usernameInfoTip",
    "passwordLabel",
    "passwordInfoTip",
    "forgotPasswordLabel",
    "forgotPasswordUrl",
    "unlockAccountLabel",
    "unlockAccountUrl",
    "helpLabel",
    "helpUrl",
    "customLink1Label",
    "customLink1Url",
    "customLink2Label",
    "customLink2Url",
    "authenticatorPageCustomLinkLabel",
    "authenticatorPageCustomLinkUrl",
    "classicRecoveryFlowEmailOrUsernameLabel",
]


def brand(org: Org, name: str, *, default: bool = False) -> Json:
    object_id = org.new_id("bnd")
    base = f"/api/v1/brands/{object_id}"
    value: Json = {
        "id": object_id,
        "name": name,
        "removePoweredByOkta": not default,
        "customPrivacyPolicyUrl": None,
        "agreeToCustomPrivacyPolicy": False,
        "isDefault": default,
        "defaultApp": {
            "appInstanceId": None,
            "appLinkName": None,
            "classicApplicationUri": None,
        },
        "_links": {
            "themes": org.link(f"{base}/themes", "GET"),
            "self": org.link(base, "GET", "PUT", "DELETE"),
        },
    }
    org.put("brands", value)
    standard = page(DEFAULT_PAGE, "*") | {"brandId": object_id}
    org.put("default_sign_in_pages", standard, object_id)
    return value


def domain(org: Org, brand_id: str, name: str) -> Json:
    object_id = org.new_id("OcD")
    base = f"/api/v1/domains/{object_id}"
    value: Json = {
        "id": object_id,
        "domain": name,
        "certificateSourceType": "MANUAL",
        "validationStatus": "COMPLETED",
        "brandId": brand_id,
        "dnsRecords": [
            {
                "recordType": "TXT",
                "fqdn": f"_oktaverification.{name}",
                "values": ["5e7cdad902f742a29e266ce2298b0a52"],
            },
            {
                "recordType": "CNAME",
                "fqdn": name,
                "values": [f"{org.recipe.subdomain}.customdomains.okta.com"],
            },
        ],
        "_links": {
            "self": org.link(base, "DELETE"),
            "verify": org.link(f"{base}/verify", "POST"),
            "brand": org.link(f"/api/v1/brands/{brand_id}", "GET", "PUT", "DELETE"),
        },
    }
    return org.put("domains", value)


def page(
    content: str | None, version: str | None, generation: str = "G2", **texts: str
) -> Json:
    """Return a sign-in page; content and version may be null on a customised one."""
    customizations: Json = dict.fromkeys(NULL_CUSTOMIZATIONS)
    customizations |= {
        "showPasswordVisibilityToggle": False,
        "showUserIdentifier": False,
        "widgetGeneration": generation,
        "postAuthKeepMeSignedInPrompt": {
            "title": None,
            "subtitle": None,
            "acceptButtonText": None,
            "rejectButtonText": None,
        },
    }
    return {
        "pageContent": content,
        "widgetVersion": version,
        "widgetCustomizations": customizations | texts,
    }


def customised_page(org: Org, brand_id: str, value: Json) -> Json:
    """Give a brand a customised sign-in page, or replace it."""
    return org.put("sign_in_pages", value | {"brandId": brand_id}, brand_id)
