"""SDKs of servers. Data only; one table."""

from apps.facts.sdks.sdk import Kind, Package, Sdk
from apps.facts.sources import developer, guide, repository

SERVER = (
    Sdk(
        id="java",
        language="Java",
        platform="server",
        kind=Kind.SEPARATE,
        models=("embedded_sdk",),
        classic=(
            Package("maven", "com.okta.authn.sdk:okta-authn-sdk-api"),
            Package("maven", "com.okta.authn.sdk:okta-authn-sdk-impl"),
        ),
        engine=(
            Package("maven", "com.okta.idx.sdk:okta-idx-java-api"),
            Package("gradle", "com.okta.idx.sdk:okta-idx-java-api"),
        ),
        minimum="1.0.0; current series 4.x",
        current="4.0.x",
        status=(
            "maintained; Classic okta-auth-java: 1.x retired, 2.x retiring "
            "soon, 3.x stable"
        ),
        runtime=(
            "docs: JDK 8 or JDK 11, Maven 3.6.x or later",
            (
                "real: 4.0.x needs JDK 17 or later (earlier series for older "
                "JDK); Classic 3.x needs Java 17"
            ),
        ),
        patterns=("java",),
        url=guide("oie-upgrade-add-sdk-to-your-app"),
        source=repository("okta-idx-java"),
        also_seen=(
            Package(
                "maven", "com.okta.sdk:okta-sdk-api / okta-sdk-impl", note="management"
            ),
            Package("maven", "com.okta.jwt:okta-jwt-verifier", note="token validation"),
            Package(
                "maven", "com.okta.spring:okta-spring-boot-starter", note="redirect"
            ),
        ),
        notes=(
            "Import: com.okta.idx.sdk.api.client.IDXAuthenticationWrapper",
            "Import: com.okta.idx.sdk.api.client.ProceedContext",
            "Import: com.okta.idx.sdk.api.client.Authenticator",
            "Import: com.okta.idx.sdk.api.model.FormValue",
            "Import: com.okta.idx.sdk.api.response.AuthenticationResponse",
            "Import: com.okta.idx.sdk.api.response.TokenResponse",
        ),
    ),
    Sdk(
        id="dotnet",
        language="C#/.NET",
        platform="ASP.NET / ASP.NET Core",
        kind=Kind.SEPARATE,
        models=("embedded_sdk",),
        classic=(
            Package("nuget", "Okta.Auth.Sdk"),
            Package(
                "nuget",
                "Okta.Sdk",
                note="management SDK, named as Classic SDK by the guide",
            ),
        ),
        engine=(Package("nuget", "Okta.Idx.Sdk"),),
        minimum="1.0; current series 2.x",
        current="2.4.8",
        status="maintained; Okta.Auth.Sdk 2.x stable, 1.x retired in 2021",
        runtime=(
            ".NET Standard 2.0 and 2.1",
            ".NET Framework 4.6.1 or later (samples: 4.8)",
            ".NET Core 3.0 or later",
            ".NET 5.0",
            "Visual Studio 2017 or later",
        ),
        patterns=("csharp",),
        url=guide("oie-upgrade-add-sdk-to-your-app"),
        source=repository("okta-idx-dotnet"),
        also_seen=(
            Package("nuget", "Okta.AspNet / Okta.AspNetCore", note="redirect"),
            Package("nuget", "Okta.Sdk.Abstractions", note="dependency of both"),
        ),
    ),
    Sdk(
        id="aspnet_middleware",
        language="C#/.NET",
        platform="ASP.NET",
        kind=Kind.REDIRECT_WRAPPER,
        models=("redirect",),
        classic=(
            Package("nuget", "Okta.AspNet"),
            Package("nuget", "Okta.AspNetCore"),
        ),
        engine=(Package("nuget", "Okta.AspNetCore"),),
        minimum=(
            "engine decided by the org; when the app posts a sessionToken "
            "to the middleware it is a Classic embedded app"
        ),
        current="",
        status="maintained",
        runtime=(),
        patterns=("csharp",),
        url=developer("concepts/redirect-vs-embedded"),
        source=repository("okta-aspnet"),
    ),
    Sdk(
        id="go",
        language="Go",
        platform="server",
        kind=Kind.SEPARATE,
        models=("embedded_sdk",),
        classic=(
            Package(
                "go",
                "github.com/okta/okta-sdk-golang",
                note="management; no Classic authn SDK",
            ),
        ),
        engine=(Package("go", "github.com/okta/okta-idx-golang"),),
        minimum="0.x (beta, never 1.0)",
        current="0.x",
        status="archived: move to redirect",
        runtime=("Go 1.17 (go.mod; archived docs 1.17.1)",),
        patterns=("go",),
        url=guide("oie-upgrade-add-sdk-to-your-app"),
        source=repository("okta-idx-golang"),
    ),
    Sdk(
        id="python",
        language="Python",
        platform="server",
        kind=Kind.NONE,
        models=(
            "redirect",
            "authn_api",
        ),
        classic=(Package("pypi", "requests/httpx calls to /api/v1/authn"),),
        engine=(),
        minimum=(
            "no Identity Engine embedded SDK for Python: redirect (e.g. "
            "Flask with an OIDC library) or Direct Authentication"
        ),
        current="",
        status="management SDK maintained",
        runtime=(),
        patterns=("python",),
        url="https://developer.okta.com/code/python/",
        source=repository("okta-sdk-python"),
        also_seen=(
            Package("pypi", "okta", note="management (3.4.4)"),
            Package("pypi", "okta-jwt-verifier", note="token validation"),
        ),
    ),
    Sdk(
        id="php",
        language="PHP",
        platform="server",
        kind=Kind.NONE,
        models=(
            "redirect",
            "authn_api",
        ),
        classic=(
            Package("composer", "okta/sdk"),
            Package("composer", "okta/jwt-verifier", note="token validation"),
        ),
        engine=(),
        minimum="none: redirect model",
        current="",
        status="archived (SDK and samples)",
        runtime=(),
        patterns=("php",),
        url="https://developer.okta.com/code/php/",
        source=repository("okta-sdk-php"),
    ),
    Sdk(
        id="ruby",
        language="Ruby",
        platform="server",
        kind=Kind.NONE,
        models=(
            "redirect",
            "authn_api",
        ),
        classic=(Package("gem", "oktakit (community), omniauth-okta (community)"),),
        engine=(),
        minimum="none: redirect model",
        current="",
        status=(
            "no official SDK; community gem has an open request for "
            "Identity Engine support"
        ),
        runtime=(),
        patterns=("ruby",),
        url="https://github.com/Shopify/oktakit/issues/55",
        source="https://github.com/Shopify/oktakit/issues/55",
    ),
)
