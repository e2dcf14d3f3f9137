package io.github.dynamodbsession.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.OrderedJSONObject;
import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.ClassGroup;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.URI;
import java.net.URL;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.naming.CommunicationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAttachment;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredProtectAuthenticationExtensionsClientInput;
import org.springframework.security.web.webauthn.api.ImmutableAuthenticationExtensionsClientInput;
import org.springframework.security.web.webauthn.api.ImmutableAuthenticationExtensionsClientInputs;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthentication;

/** What a login leaves in a session comes back by each codec, whatever the provider or the database put into it. */
class LoginValuesTest {

    private static final List<GrantedAuthority> AUTHORITIES = AuthorityUtils.createAuthorityList("ROLE_USER");

    static Stream<AttributeCodec> codecs() {
        JavaSerializationCodec.Builder java = JavaSerializationCodec.builder();
        SecurityClasses.allowIn(java);
        return Stream.of(
                java.build(),
                SecurityJsonCodec.builder(JacksonCodec.create()).build(),
                SecurityJsonCodec.builder(GsonCodec.create()).build());
    }

    private static Object again(AttributeCodec codec, Object value) {
        return codec.decode(codec.encode(value));
    }

    private static SecurityContext login(Map<String, Object> claims) {
        OidcIdToken token = new OidcIdToken("t", Instant.now(), Instant.now().plusSeconds(60), claims);
        OidcUser user = new DefaultOidcUser(AUTHORITIES, token);
        return new SecurityContextImpl(new OAuth2AuthenticationToken(user, user.getAuthorities(), "kc"));
    }

    private static OidcUser user(Object context) {
        return (OidcUser) ((SecurityContext) context).getAuthentication().getPrincipal();
    }

    private static Map<String, Object> claims(Object... pairs) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("sub", "u"));
        for (int i = 0; i < pairs.length; i += 2) {
            claims.put((String) pairs[i], pairs[i + 1]);
        }
        return claims;
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void theIssuerOfAnIdToken(AttributeCodec codec) throws Exception {
        Object read = again(
                codec, login(claims("iss", URI.create("http://issuer.test/a").toURL())));
        assertThat(user(read).getIssuer()).hasToString("http://issuer.test/a");
        assertThat(user(read).getClaims().get("iss")).isEqualTo("http://issuer.test/a");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void nestedClaimsAsNimbusGivesThem(AttributeCodec codec) throws Exception {
        JWTClaimsSet parsed = JWTClaimsSet.parse(
                """
                {"address":{"country":"DE"},"realm_access":{"roles":["a","b"]},"n":5,"x":1.5,"aud":["a"]}""");
        Object read = again(
                codec,
                login(claims(
                        "address",
                        parsed.getClaim("address"),
                        "realm_access",
                        parsed.getClaim("realm_access"),
                        "n",
                        parsed.getClaim("n"),
                        "x",
                        parsed.getClaim("x"),
                        "aud",
                        parsed.getAudience())));
        assertThat(user(read).getAddress().getCountry()).isEqualTo("DE");
        assertThat(user(read).getClaimAsMap("realm_access")).isEqualTo(Map.of("roles", List.of("a", "b")));
        assertThat(user(read).getClaims()).containsEntry("n", 5L).containsEntry("x", 1.5);
        assertThat(user(read).getAudience()).containsExactly("a");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatDecodersAndMappersPutIntoClaims(AttributeCodec codec) {
        Map<String, Object> claims = claims(
                "long", 5L,
                "short", (short) 5,
                "byte", (byte) 5,
                "float", 1.5f,
                "char", 'x',
                "decimal", new BigDecimal("1.50"),
                "integer", new BigInteger("123456789012345678901"),
                "uuid", new UUID(1, 2),
                "uri2", URI.create("http://y.test"),
                "instant", Instant.EPOCH,
                "uri", URI.create("http://x.test"),
                "none", List.of(),
                "one", List.of("a"),
                "many", List.of("a", "b", "c"),
                "set", Set.of("a"),
                "map", Map.of("a", List.of(1L)),
                "as", Arrays.asList("a", null),
                "copy", Stream.of("a").toList(),
                "sub", "u",
                "single", Collections.singletonList("a"),
                "empty", Collections.emptyMap(),
                "unmodifiable", Collections.unmodifiableMap(new TreeMap<>(Map.of("a", 1))),
                "tree", new TreeMap<>(Map.of("a", 1)),
                "duration", Duration.ofSeconds(5));
        OidcUser read = user(again(codec, login(claims)));
        claims.forEach(
                (name, value) -> assertThat(read.getClaims().get(name)).as(name).isEqualTo(value));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void anAuthorizedClientOfAProviderThatWasFoundByItsIssuer(AttributeCodec codec) {
        OrderedJSONObject metadata = new OrderedJSONObject();
        metadata.put("issuer", "http://issuer.test");
        OrderedJSONObject nested = new OrderedJSONObject();
        nested.put("token_endpoint", "http://issuer.test/token");
        metadata.put("mtls_endpoint_aliases", nested);
        net.minidev.json.JSONArray scopes = new net.minidev.json.JSONArray();
        scopes.add("openid");
        metadata.put("scopes_supported", scopes);
        ClientRegistration registration = ClientRegistration.withRegistrationId("kc")
                .clientId("c")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/x")
                .scope("openid")
                .authorizationUri("http://issuer.test/auth")
                .tokenUri("http://issuer.test/token")
                .providerConfigurationMetadata(metadata)
                .build();
        OAuth2AuthorizedClient client = new OAuth2AuthorizedClient(
                registration,
                "u",
                new OAuth2AccessToken(
                        TokenType.BEARER, "t", Instant.EPOCH, Instant.EPOCH.plusSeconds(9), Set.of("openid")),
                new OAuth2RefreshToken("r", Instant.EPOCH));
        Map<String, OAuth2AuthorizedClient> clients = new HashMap<>(Map.of("kc", client));
        OAuth2AuthorizedClient read = (OAuth2AuthorizedClient) ((Map<?, ?>) again(codec, clients)).get("kc");
        assertThat(read.getAccessToken().getTokenValue()).isEqualTo("t");
        Map<String, Object> readMetadata =
                read.getClientRegistration().getProviderDetails().getConfigurationMetadata();
        assertThat(readMetadata).containsEntry("scopes_supported", List.of("openid"));
        assertThat((Map<?, ?>) readMetadata.get("mtls_endpoint_aliases")).hasSize(1);
    }

    static final class Unserializable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"})
        private final Object lock = new Object() {};
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aFailedLoginLosesItsCauseRatherThanThePage(AttributeCodec codec) {
        Throwable both = new Unserializable();
        both.addSuppressed(new SQLException("s"));
        InternalAuthenticationServiceException suppressing = new InternalAuthenticationServiceException("x", both);
        suppressing.addSuppressed(new SQLException("s"));
        suppressing.addSuppressed(new IllegalStateException("t"));
        for (AuthenticationException failure : List.of(
                new InternalAuthenticationServiceException("x", new SQLException("down")),
                new InternalAuthenticationServiceException(
                        "x", new RuntimeException("y", new ConnectException("refused"))),
                new InternalAuthenticationServiceException("x", new CommunicationException("ldap")),
                new InternalAuthenticationServiceException("x", new Unserializable()),
                suppressing,
                new BadCredentialsException("x", new Unserializable()))) {
            AuthenticationException read = (AuthenticationException) again(codec, failure);
            assertThat(read).hasSameClassAs(failure).hasMessage("x");
        }
        AuthenticationException read = (AuthenticationException) again(
                codec,
                new OAuth2AuthenticationException(new OAuth2Error("e", "d", "http://u"), "m", new SQLException("x")));
        assertThat(read).isInstanceOf(OAuth2AuthenticationException.class).hasMessage("m");
        assertThat(((OAuth2AuthenticationException) read).getError().getErrorCode())
                .isEqualTo("e");
    }

    static PublicKeyCredentialRequestOptions passkeyChallenge() {
        return PublicKeyCredentialRequestOptions.builder()
                .challenge(new Bytes(new byte[] {1, 2, 3}))
                .rpId("example.org")
                .timeout(Duration.ofMinutes(5))
                .userVerification(UserVerificationRequirement.PREFERRED)
                .allowCredentials(List.of(PublicKeyCredentialDescriptor.builder()
                        .id(new Bytes(new byte[] {4}))
                        .transports(Set.of(AuthenticatorTransport.USB))
                        .build()))
                .extensions(new ImmutableAuthenticationExtensionsClientInputs(
                        ImmutableAuthenticationExtensionsClientInput.credProps))
                .build();
    }

    static PublicKeyCredentialCreationOptions passkeyRegistration() {
        return PublicKeyCredentialCreationOptions.builder()
                .challenge(new Bytes(new byte[] {1, 2, 3}))
                .rp(PublicKeyCredentialRpEntity.builder()
                        .id("example.org")
                        .name("Example")
                        .build())
                .user(ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(new Bytes(new byte[] {5}))
                        .name("alice")
                        .displayName("Alice")
                        .build())
                .pubKeyCredParams(PublicKeyCredentialParameters.EdDSA, PublicKeyCredentialParameters.ES256)
                .timeout(Duration.ofMinutes(5))
                .excludeCredentials(List.of())
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .authenticatorAttachment(AuthenticatorAttachment.PLATFORM)
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.PREFERRED)
                        .build())
                .attestation(AttestationConveyancePreference.NONE)
                .extensions(new ImmutableAuthenticationExtensionsClientInputs(
                        ImmutableAuthenticationExtensionsClientInput.credProps,
                        new CredProtectAuthenticationExtensionsClientInput(
                                new CredProtectAuthenticationExtensionsClientInput.CredProtect(
                                        CredProtectAuthenticationExtensionsClientInput.CredProtect.ProtectionPolicy
                                                .USER_VERIFICATION_REQUIRED,
                                        true))))
                .build();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void theChallengesOfPasskeys(AttributeCodec codec) {
        for (Object options : List.of(
                passkeyChallenge(),
                passkeyRegistration(),
                PublicKeyCredentialRequestOptions.builder()
                        .challenge(Bytes.random())
                        .rpId("example.org")
                        .build())) {
            assertThat(again(codec, options))
                    .hasSameClassAs(options)
                    .usingRecursiveComparison()
                    .isEqualTo(options);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aLoginByPasskey(AttributeCodec codec) {
        SecurityContext context = new SecurityContextImpl(new WebAuthnAuthentication(
                ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(new Bytes(new byte[] {5}))
                        .name("alice")
                        .displayName("Alice")
                        .build(),
                AUTHORITIES));
        SecurityContext read = (SecurityContext) again(codec, context);
        assertThat(read.getAuthentication().getName()).isEqualTo("alice");
        assertThat(read.getAuthentication().getAuthorities()).hasSize(1);
    }

    /** Of the application's, and nobody allowed it. */
    static final class OwnFailure extends LockedException {
        private static final long serialVersionUID = 1L;

        OwnFailure(String message) {
            super(message);
        }
    }

    @Test
    void asJsonAFailureOfAClassOffTheListIsOneOfTheClassAbove() {
        AttributeCodec codec = SecurityJsonCodec.builder(JacksonCodec.create()).build();
        AuthenticationException read = (AuthenticationException) again(codec, new OwnFailure("x"));
        assertThat(read).isExactlyInstanceOf(LockedException.class).hasMessage("x");
    }

    /** A user of the application's own, who has the claims that came. */
    static final class OwnUser implements OidcUser, Serializable {
        private static final long serialVersionUID = 1L;

        private final HashMap<String, Object> claims;
        private final @Nullable URL home;

        OwnUser(Map<String, Object> claims, @Nullable URL home) {
            this.claims = new HashMap<>(claims);
            this.home = home;
        }

        @Override
        public Map<String, Object> getClaims() {
            return claims;
        }

        @Override
        public @Nullable OidcUserInfo getUserInfo() {
            return null;
        }

        @Override
        public @Nullable OidcIdToken getIdToken() {
            return null;
        }

        @Override
        public Map<String, Object> getAttributes() {
            return claims;
        }

        @Override
        public List<GrantedAuthority> getAuthorities() {
            return AUTHORITIES;
        }

        @Override
        public String getName() {
            return "u" + (home == null ? "" : "h");
        }
    }

    @Test
    void aUserOfTheApplicationsOwnHasTheClaimsToo() throws Exception {
        JavaSerializationCodec codec = JavaSerializationCodec.builder()
                .allow(ClassGroup.SPRING_SECURITY)
                .allowClass(OwnUser.class)
                .build();
        URL issuer = URI.create("http://issuer.test").toURL();
        OwnUser user = new OwnUser(claims("iss", issuer), null);
        SecurityContext context = new SecurityContextImpl(new OAuth2AuthenticationToken(user, AUTHORITIES, "kc"));
        assertThat(user(again(codec, context)).getIssuer()).hasToString("http://issuer.test");

        OwnUser typed = new OwnUser(claims("iss", issuer), issuer);
        SecurityContext other = new SecurityContextImpl(new OAuth2AuthenticationToken(typed, AUTHORITIES, "kc"));
        assertThatThrownBy(() -> codec.encode(other))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("java.net.URL")
                .hasMessageContaining("store a java.net.URI");
    }
}
