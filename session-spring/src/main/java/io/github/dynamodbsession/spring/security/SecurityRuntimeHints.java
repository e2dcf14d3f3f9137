package io.github.dynamodbsession.spring.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/**
 * What {@link SecurityJsonCodec} needs in a native image: Spring Security's Jackson modules, which are found by name,
 * with the classes they write and read, and the exceptions of failed logins, which are recreated from their messages.
 */
final class SecurityRuntimeHints implements RuntimeHintsRegistrar {

    private static final String SECURITY = "org.springframework.security.";

    private static final List<String> MODULES = List.of(
            SECURITY + "jackson.CoreJacksonModule",
            SECURITY + "web.jackson.WebJacksonModule",
            SECURITY + "web.jackson.WebServletJacksonModule",
            SECURITY + "web.server.jackson.WebServerJacksonModule");

    private static final List<String> VALUES = List.of(
            SECURITY + "authentication.AnonymousAuthenticationToken",
            SECURITY + "authentication.RememberMeAuthenticationToken",
            SECURITY + "authentication.UsernamePasswordAuthenticationToken",
            SECURITY + "core.authority.FactorGrantedAuthority",
            SECURITY + "core.authority.SimpleGrantedAuthority",
            SECURITY + "core.context.SecurityContextImpl",
            SECURITY + "core.userdetails.User",
            SECURITY + "web.authentication.WebAuthenticationDetails",
            SECURITY + "web.authentication.preauth.PreAuthenticatedAuthenticationToken",
            SECURITY + "web.csrf.DefaultCsrfToken",
            SECURITY + "web.savedrequest.DefaultSavedRequest",
            SECURITY + "web.savedrequest.DefaultSavedRequest$Builder",
            SECURITY + "web.savedrequest.SavedCookie",
            SECURITY + "web.server.csrf.DefaultCsrfToken");

    /** The mixins of these modules. */
    private static final List<String> MIXINS = List.of(
            SECURITY + "jackson.AnonymousAuthenticationTokenMixin",
            SECURITY + "jackson.FactorGrantedAuthorityMixin",
            SECURITY + "jackson.RememberMeAuthenticationTokenMixin",
            SECURITY + "jackson.SimpleGrantedAuthorityMixin",
            SECURITY + "jackson.UserDeserializer",
            SECURITY + "jackson.UserMixin",
            SECURITY + "jackson.UsernamePasswordAuthenticationTokenDeserializer",
            SECURITY + "jackson.UsernamePasswordAuthenticationTokenMixin",
            SECURITY + "web.jackson.CookieDeserializer",
            SECURITY + "web.jackson.CookieMixin",
            SECURITY + "web.jackson.DefaultCsrfTokenMixin",
            SECURITY + "web.jackson.DefaultSavedRequestMixin",
            SECURITY + "web.jackson.PreAuthenticatedAuthenticationTokenDeserializer",
            SECURITY + "web.jackson.PreAuthenticatedAuthenticationTokenMixin",
            SECURITY + "web.jackson.SavedCookieMixin",
            SECURITY + "web.jackson.WebAuthenticationDetailsMixin",
            SECURITY + "web.server.jackson.DefaultCsrfServerTokenMixin");

    private static final List<String> EXCEPTIONS = List.of(
            SECURITY + "authentication.AccountExpiredException",
            SECURITY + "authentication.AuthenticationCredentialsNotFoundException",
            SECURITY + "authentication.AuthenticationServiceException",
            SECURITY + "authentication.BadCredentialsException",
            SECURITY + "authentication.CredentialsExpiredException",
            SECURITY + "authentication.DisabledException",
            SECURITY + "authentication.InsufficientAuthenticationException",
            SECURITY + "authentication.InternalAuthenticationServiceException",
            SECURITY + "authentication.LockedException",
            SECURITY + "authentication.ProviderNotFoundException",
            SECURITY + "core.userdetails.UsernameNotFoundException",
            SECURITY + "web.authentication.preauth.PreAuthenticatedCredentialsNotFoundException",
            SECURITY + "web.authentication.rememberme.CookieTheftException",
            SECURITY + "web.authentication.rememberme.InvalidCookieException",
            SECURITY + "web.authentication.rememberme.RememberMeAuthenticationException",
            SECURITY + "web.authentication.session.SessionAuthenticationException");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        if (!ClassUtils.isPresent(MODULES.get(0), classLoader)
                || !ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", classLoader)) {
            return;
        }
        new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), StoredException.class);
        register(hints, classLoader, MODULES, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        register(hints, classLoader, EXCEPTIONS, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        register(hints, classLoader, MIXINS, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        register(
                hints,
                classLoader,
                VALUES,
                MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                MemberCategory.INVOKE_PUBLIC_METHODS,
                MemberCategory.INVOKE_DECLARED_METHODS,
                MemberCategory.ACCESS_DECLARED_FIELDS);
    }

    /** The number of Spring Security classes that are named. */
    static int names() {
        return MODULES.size() + VALUES.size() + MIXINS.size() + EXCEPTIONS.size();
    }

    private static void register(
            RuntimeHints hints, @Nullable ClassLoader loader, List<String> names, MemberCategory... categories) {
        names.forEach(name -> hints.reflection().registerTypeIfPresent(loader, name, categories));
    }
}
