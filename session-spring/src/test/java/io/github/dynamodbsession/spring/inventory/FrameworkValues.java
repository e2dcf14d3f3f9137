package io.github.dynamodbsession.spring.inventory;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthentication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.server.WebSessionOAuth2ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.server.WebSessionServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.WebSessionServerCsrfTokenRepository;
import org.springframework.security.web.server.savedrequest.WebSessionServerRequestCache;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.authentication.HttpSessionPublicKeyCredentialRequestOptionsRepository;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthentication;
import org.springframework.security.web.webauthn.registration.HttpSessionPublicKeyCredentialCreationOptionsRepository;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;
import org.springframework.web.util.HttpSessionMutexListener;

/** What frameworks put into sessions, by the frameworks themselves: the attributes they set, by names of this inventory. */
final class FrameworkValues {

    private static final List<GrantedAuthority> AUTHORITIES = AuthorityUtils.createAuthorityList("ROLE_USER");

    private FrameworkValues() {}

    private interface Use {
        void by(MockHttpServletRequest request, MockHttpServletResponse response) throws Exception;
    }

    private interface ReactiveUse {
        void by(MockServerWebExchange exchange) throws Exception;
    }

    /** What {@link #all} gives. */
    static Set<String> names() {
        return all().keySet();
    }

    /** The values by name, each a fresh one. */
    static Map<String, Object> all() {
        Map<String, Object> values = new TreeMap<>();
        values.put("flash attributes", servlet((request, response) -> {
            FlashMap map = new FlashMap();
            map.put("message", "saved");
            map.setTargetRequestPath("/list");
            map.addTargetRequestParam("page", "2");
            new SessionFlashMapManager().saveOutputFlashMap(map, request, response);
        }));
        values.put("saved request", servlet((request, response) -> {
            request.addHeader(HttpHeaders.ACCEPT, MediaType.TEXT_HTML_VALUE);
            request.addParameter("page", "2");
            request.setCookies(new jakarta.servlet.http.Cookie("a", "b"));
            new HttpSessionRequestCache().saveRequest(request, response);
        }));
        values.put("csrf token", servlet((request, response) -> {
            HttpSessionCsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();
            tokens.saveToken(tokens.generateToken(request), request, response);
        }));
        values.put("why a login failed", servlet((request, response) -> new SimpleUrlAuthenticationFailureHandler(
                        "/login?error")
                .onAuthenticationFailure(
                        request,
                        response,
                        new InternalAuthenticationServiceException("db", new SQLException("down")))));
        logins().forEach((name, login) -> values.put("login, " + name, servlet((request, response) -> {
            if (login instanceof UsernamePasswordAuthenticationToken token) {
                token.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
            }
            new HttpSessionSecurityContextRepository().saveContext(new SecurityContextImpl(login), request, response);
        })));
        values.put(
                "authorization request",
                servlet((request, response) -> new HttpSessionOAuth2AuthorizationRequestRepository()
                        .saveAuthorizationRequest(authorizationRequest(), request, response)));
        values.put(
                "authorized clients", servlet((request, response) -> new HttpSessionOAuth2AuthorizedClientRepository()
                        .saveAuthorizedClient(client(), oidc(), request, response)));
        values.put(
                "challenge of a passkey",
                servlet((request, response) -> new HttpSessionPublicKeyCredentialRequestOptionsRepository()
                        .save(
                                request,
                                response,
                                PublicKeyCredentialRequestOptions.builder()
                                        .challenge(Bytes.random())
                                        .rpId("example.org")
                                        .timeout(Duration.ofMinutes(5))
                                        .build())));
        values.put(
                "registration of a passkey",
                servlet((request, response) -> new HttpSessionPublicKeyCredentialCreationOptionsRepository()
                        .save(request, response, registration())));
        values.put("csrf token, reactive", reactive(exchange -> {
            WebSessionServerCsrfTokenRepository tokens = new WebSessionServerCsrfTokenRepository();
            tokens.generateToken(exchange)
                    .flatMap(token -> tokens.saveToken(exchange, token))
                    .block();
        }));
        values.put("saved request, reactive", reactive(exchange -> new WebSessionServerRequestCache()
                .saveRequest(exchange)
                .block()));
        values.put("login, reactive", reactive(exchange -> new WebSessionServerSecurityContextRepository()
                .save(exchange, new SecurityContextImpl(oidc()))
                .block()));
        values.put(
                "authorization request, reactive",
                reactive(exchange -> new WebSessionOAuth2ServerAuthorizationRequestRepository()
                        .saveAuthorizationRequest(authorizationRequest(), exchange)
                        .block()));
        values.put(
                "authorized clients, reactive",
                reactive(exchange -> new WebSessionServerOAuth2AuthorizedClientRepository()
                        .saveAuthorizedClient(client(), oidc(), exchange)
                        .block()));
        values.put("lock of a session", servlet((request, response) -> new HttpSessionMutexListener()
                .sessionCreated(new jakarta.servlet.http.HttpSessionEvent(request.getSession()))));
        return values;
    }

    private static Map<String, Authentication> logins() {
        Map<String, Authentication> logins = new TreeMap<>();
        User user = new User("alice", "{noop}x", AUTHORITIES);
        UsernamePasswordAuthenticationToken password =
                UsernamePasswordAuthenticationToken.authenticated(user, null, AUTHORITIES);
        logins.put("by password", password);
        logins.put("remembered", new RememberMeAuthenticationToken("key", user, AUTHORITIES));
        logins.put("by one-time token", new OneTimeTokenAuthentication(user, AUTHORITIES));
        logins.put(
                "with factors",
                UsernamePasswordAuthenticationToken.authenticated(
                        user,
                        null,
                        List.of(FactorGrantedAuthority.withAuthority("FACTOR_PASSWORD")
                                .issuedAt(Instant.EPOCH)
                                .build())));
        logins.put("by OpenID Connect", oidc());
        logins.put(
                "by passkey",
                new WebAuthnAuthentication(
                        ImmutablePublicKeyCredentialUserEntity.builder()
                                .id(new Bytes(new byte[] {5}))
                                .name("alice")
                                .displayName("Alice")
                                .build(),
                        AUTHORITIES));
        logins.put(
                "as another user",
                UsernamePasswordAuthenticationToken.authenticated(
                        user, null, List.of(new SwitchUserGrantedAuthority("ROLE_PREVIOUS", password))));
        return logins;
    }

    private static OAuth2AuthenticationToken oidc() {
        try {
            OidcIdToken token = new OidcIdToken(
                    "t",
                    Instant.EPOCH,
                    Instant.EPOCH.plusSeconds(60),
                    Map.of("sub", "u", "iss", URI.create("http://issuer.test").toURL(), "auth_time", Instant.EPOCH));
            return new OAuth2AuthenticationToken(new DefaultOidcUser(AUTHORITIES, token), AUTHORITIES, "kc");
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OAuth2AuthorizationRequest authorizationRequest() {
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId("c")
                .authorizationUri("http://issuer.test/auth")
                .redirectUri("http://localhost/x")
                .state("state")
                .scopes(Set.of("openid"))
                .additionalParameters(Map.of("nonce", "n"))
                .attributes(Map.of("registration_id", "kc"))
                .build();
    }

    private static OAuth2AuthorizedClient client() {
        com.nimbusds.oauth2.sdk.util.OrderedJSONObject metadata = new com.nimbusds.oauth2.sdk.util.OrderedJSONObject();
        metadata.put("issuer", "http://issuer.test");
        ClientRegistration registration = ClientRegistration.withRegistrationId("kc")
                .clientId("c")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/x")
                .authorizationUri("http://issuer.test/auth")
                .tokenUri("http://issuer.test/token")
                .providerConfigurationMetadata(metadata)
                .build();
        return new OAuth2AuthorizedClient(
                registration,
                "u",
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER, "t", Instant.EPOCH, Instant.EPOCH.plusSeconds(9), Set.of()),
                new OAuth2RefreshToken("r", Instant.EPOCH));
    }

    private static PublicKeyCredentialCreationOptions registration() {
        return PublicKeyCredentialCreationOptions.builder()
                .challenge(Bytes.random())
                .rp(PublicKeyCredentialRpEntity.builder()
                        .id("example.org")
                        .name("Example")
                        .build())
                .user(ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(Bytes.random())
                        .name("alice")
                        .build())
                .pubKeyCredParams(PublicKeyCredentialParameters.ES256)
                .build();
    }

    private static Object servlet(Use use) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/account");
        try {
            use.by(request, new MockHttpServletResponse());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Enumeration<String> names =
                java.util.Objects.requireNonNull(request.getSession(false)).getAttributeNames();
        return java.util.Objects.requireNonNull(request.getSession().getAttribute(names.nextElement()));
    }

    private static Object reactive(ReactiveUse use) {
        MockServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.get("/account").accept(MediaType.TEXT_HTML));
        try {
            use.by(exchange);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return exchange.getSession().block().getAttributes().values().iterator().next();
    }
}
