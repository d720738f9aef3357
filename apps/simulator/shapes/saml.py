"""The sign-on settings of SAML applications."""

from apps.simulator.mixture import Plan
from apps.simulator.org import Org
from apps.simulator.store import Json

UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"
ATTRIBUTE_FORMAT = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified"
CONTEXT = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"


def saml_settings(org: Org, plan: Plan) -> Json:
    """Return `settings.signOn` of a custom or of a catalogue application."""
    if plan.kind != "saml":
        value: Json = {
            "defaultRelayState": None,
            "ssoAcsUrlOverride": None,
            "audienceOverride": None,
            "recipientOverride": None,
            "destinationOverride": None,
            "attributeStatements": [],
        }
        if plan.name == "docusign":
            value["honorForceAuthn"] = False
        return value
    site = f"https://{plan.slug}.{org.recipe.domain}"
    return {
        "defaultRelayState": "",
        "ssoAcsUrl": f"{site}/saml/acs",
        "idpIssuer": "http://www.okta.com/${org.externalKey}",
        "audience": f"{site}/saml/metadata",
        "recipient": f"{site}/saml/acs",
        "destination": f"{site}/saml/acs",
        "subjectNameIdTemplate": "${source.login}",
        "subjectNameIdFormat": UNSPECIFIED,
        "responseSigned": True,
        "assertionSigned": True,
        "signatureAlgorithm": "RSA_SHA256",
        "digestAlgorithm": "SHA256",
        "honorForceAuthn": True,
        "authnContextClassRef": CONTEXT,
        "spIssuer": None,
        "requestCompressed": False,
        "attributeStatements": [
            {
                "type": "EXPRESSION",
                "name": "email",
                "namespace": ATTRIBUTE_FORMAT,
                "values": ["user.email"],
            },
            {
                "type": "GROUP",
                "name": "groups",
                "namespace": ATTRIBUTE_FORMAT,
                "filterType": "STARTS_WITH",
                "filterValue": plan.slug,
            },
        ],
        "inlineHooks": [],
        "assertionEncryption": {"enabled": False},
        "allowMultipleAcsEndpoints": True,
        "acsEndpoints": [
            {"url": f"{site}/saml/acs", "index": 0},
            {"url": f"{site}/saml/acs2", "index": 1},
        ],
        "samlSignedRequestEnabled": False,
        "slo": {"enabled": False},
    }
