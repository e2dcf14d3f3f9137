package io.github.dynamodbsession.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.spring.FlashMapCodec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.server.csrf.CsrfToken;

/** What Spring Security keeps in sessions comes back, by each codec, and nothing else does. */
class SecurityCodecsTest {

    private static final List<GrantedAuthority> AUTHORITIES = AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_X");

    static Stream<AttributeCodec> codecs() {
        JavaSerializationCodec.Builder java = JavaSerializationCodec.builder();
        SecurityClasses.allowIn(java);
        return Stream.of(
                java.build(),
                SecurityJsonCodec.builder(JacksonCodec.create()).build(),
                SecurityJsonCodec.builder(GsonCodec.create()).build());
    }

    /** Above its threshold it writes bytes, in which neither could put its JSON. */
    @Test
    void compressionBelongsAroundThem() {
        AttributeCodec compressing = CompressingCodec.around(JacksonCodec.create());

        assertThatThrownBy(() -> SecurityJsonCodec.builder(compressing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("others: CompressingCodec");
        assertThatThrownBy(() -> FlashMapCodec.beside(compressing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("others: CompressingCodec");
    }

    private static SecurityContext context(Object principal) {
        UsernamePasswordAuthenticationToken login =
                UsernamePasswordAuthenticationToken.authenticated(principal, null, AUTHORITIES);
        MockHttpServletRequest request = new MockHttpServletRequest();
        login.setDetails(new WebAuthenticationDetails(request));
        return new SecurityContextImpl(login);
    }

    private static Object again(AttributeCodec codec, Object value) {
        return codec.decode(codec.encode(value));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aSecurityContext(AttributeCodec codec) {
        SecurityContext context = context(new User("alice", "{noop}x", AUTHORITIES));
        SecurityContext read = (SecurityContext) again(codec, context);
        assertThat(read).isEqualTo(context);
        assertThat(read.getAuthentication().getName()).isEqualTo("alice");
        assertThat(read.getAuthentication().isAuthenticated()).isTrue();
        assertThat(read.getAuthentication().getAuthorities()).hasSize(2);
        assertThat(read.getAuthentication().getDetails()).isInstanceOf(WebAuthenticationDetails.class);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aRememberedLogin(AttributeCodec codec) {
        SecurityContext context = new SecurityContextImpl(
                new RememberMeAuthenticationToken("key", new User("alice", "x", AUTHORITIES), AUTHORITIES));
        assertThat(again(codec, context)).isEqualTo(context);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aCsrfToken(AttributeCodec codec) {
        DefaultCsrfToken read = (DefaultCsrfToken) again(codec, new DefaultCsrfToken("X-CSRF", "_csrf", "secret"));
        assertThat(read.getToken()).isEqualTo("secret");
        assertThat(read.getHeaderName()).isEqualTo("X-CSRF");
        assertThat(read.getParameterName()).isEqualTo("_csrf");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aCsrfTokenOfAReactiveApplication(AttributeCodec codec) {
        CsrfToken read = (CsrfToken) again(
                codec, new org.springframework.security.web.server.csrf.DefaultCsrfToken("X-CSRF", "_csrf", "secret"));
        assertThat(read.getToken()).isEqualTo("secret");
        assertThat(read.getHeaderName()).isEqualTo("X-CSRF");
        assertThat(read.getParameterName()).isEqualTo("_csrf");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aSavedRequest(AttributeCodec codec) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/account");
        request.addParameter("page", "2");
        request.addHeader("Accept", "text/html");
        DefaultSavedRequest read = (DefaultSavedRequest) again(codec, new DefaultSavedRequest(request));
        assertThat(read.getRequestURI()).isEqualTo("/account");
        assertThat(read.getParameterValues("page")).containsExactly("2");
        assertThat(read.getHeaderValues("Accept")).containsExactly("text/html");
    }

    @Test
    void whatIsStoredOfAFailedLoginDoesNotShowItsMessage() {
        StoredException stored = StoredException.of(new BadCredentialsException("s3cret"), name -> true);
        assertThat(stored.toString()).isEqualTo(BadCredentialsException.class.getName());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whyALoginFailed(AttributeCodec codec) {
        for (AuthenticationException failure : List.of(
                new BadCredentialsException("wrong"),
                new SessionAuthenticationException("too many"),
                UsernameNotFoundException.fromUsername("alice"))) {
            AuthenticationException read = (AuthenticationException) again(codec, failure);
            assertThat(read).hasSameClassAs(failure).hasMessage(failure.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void valuesInMapsAndLists(AttributeCodec codec) {
        Map<String, Object> contexts = new HashMap<>();
        contexts.put("a", context("alice"));
        assertThat(again(codec, contexts)).isEqualTo(contexts);
        List<Object> list = new ArrayList<>(List.of(context("bob")));
        assertThat(again(codec, list)).isEqualTo(list);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void everythingElseAsBefore(AttributeCodec codec) {
        assertThat(again(codec, "text")).isEqualTo("text");
        assertThat(again(codec, Map.of())).isEqualTo(Map.of());
    }

    /** A principal of the application's own. */
    static final class Member extends User {
        private static final long serialVersionUID = 1L;

        private final String city;

        Member(String name, String city) {
            super(name, "x", AUTHORITIES);
            this.city = city;
        }

        String city() {
            return city;
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aClassThatIsNotAllowedIsRefusedWhenItIsWritten(AttributeCodec codec) {
        SecurityContext context = context(new Member("alice", "Bonn"));
        for (int i = 0; i < 2; i++) { // the second time as well
            assertThatThrownBy(() -> codec.encode(context))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageNotContaining("alice")
                    .hasMessageNotContaining("Bonn");
        }
    }

    @Test
    void aClassOfAnAllowedPackageComesBackByJavaSerialization() {
        JavaSerializationCodec.Builder java =
                JavaSerializationCodec.builder().allowPackage(Member.class.getPackageName());
        SecurityClasses.allowIn(java);
        SecurityContext read = (SecurityContext) again(java.build(), context(new Member("alice", "Bonn")));
        assertThat(((Member) read.getAuthentication().getPrincipal()).city()).isEqualTo("Bonn");
    }

    /** A principal that Jackson can make. */
    public record Customer(String name, int number) implements Serializable {}

    @Test
    void aClassOfAnAllowedPackageComesBackAsJson() {
        AttributeCodec codec = SecurityJsonCodec.builder(JacksonCodec.create())
                .allowPackage(Customer.class.getPackageName())
                .build();
        SecurityContext read = (SecurityContext) again(codec, context(new Customer("alice", 7)));
        assertThat(read.getAuthentication().getPrincipal()).isEqualTo(new Customer("alice", 7));
    }

    @Test
    void jsonNamesNoClassThatIsNotAllowed() {
        AttributeCodec codec = SecurityJsonCodec.builder(JacksonCodec.create()).build();
        String evil =
                "{\"@type\":\"spring-security\",\"@value\":[\"javax.swing.JEditorPane\",{\"page\":\"http://x\"}]}";
        assertThatThrownBy(() -> codec.decode(EncodedValue.text(evil)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageNotContaining("http://x");
        String evilException = "{\"@type\":\"spring-security-exception\",\"@value\":"
                + "{\"className\":\"java.io.FileOutputStream\",\"message\":\"/tmp/x\"}}";
        assertThatThrownBy(() -> codec.decode(EncodedValue.text(evilException)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("allow-list");
    }

    @Test
    void whatIsDamagedIsSaidWithoutItsValue() {
        AttributeCodec codec = SecurityJsonCodec.builder(JacksonCodec.create()).build();
        assertThatThrownBy(
                        () -> codec.decode(EncodedValue.text("{\"@type\":\"spring-security\",\"@value\":{\"secret}")))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void dataIsNotTakenForSecurity() {
        AttributeCodec codec = SecurityJsonCodec.builder(JacksonCodec.create()).build();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@type", "spring-security");
        data.put("@value", "x");
        assertThat(again(codec, data)).isEqualTo(data);
    }
}
