package io.github.dynamodbsession.spring.security;

import io.github.dynamodbsession.core.codec.UserClasses;
import java.util.List;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;

/** Jackson as configured by Spring Security, with the application's classes on its allow-list. */
final class SecurityMapper {

    /** The CSRF token of WebFlux; Spring Security itself allows it only if servlets are on the class path too. */
    private static final String REACTIVE_CSRF_TOKEN = "org.springframework.security.web.server.csrf.DefaultCsrfToken";

    private static final String PASSKEYS = "org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule";

    private SecurityMapper() {}

    static JsonMapper of(UserClasses userClasses) {
        Allowed allowed = new Allowed(userClasses);
        ClassLoader loader = userClasses.classLoader();
        JsonMapper.Builder mapper = JsonMapper.builder()
                .addModules(SecurityJacksonModules.getModules(
                        loader == null ? SecurityMapper.class.getClassLoader() : loader, allowed))
                .addModules(ofPasskeys(allowed));
        // By now the modules have named their own classes.
        return mapper.addModule(PlainTypes.module())
                .addModule(new Typing(allowed.build()))
                .build();
    }

    /** Spring Security does not find its own module for passkeys. */
    private static List<JacksonModule> ofPasskeys(Allowed allowed) {
        if (!ClassUtils.isPresent(PASSKEYS, SecurityMapper.class.getClassLoader())) {
            return List.of();
        }
        WebauthnJacksonModule module = new WebauthnJacksonModule();
        module.configurePolymorphicTypeValidator(allowed);
        return List.of(module);
    }

    /** The application's classes are allowed by name, before any class is loaded; the modules add their own. */
    private static final class Allowed extends BasicPolymorphicTypeValidator.Builder {

        Allowed(UserClasses userClasses) {
            _appendSubNameMatcher((context, className) -> userClasses.contain(className));
            allowIfSubType("java.time.");
            PlainTypes.ALLOWED.forEach(type -> _appendSubNameMatcher((context, name) -> name.equals(type.getName())));
            allowIfSubType(REACTIVE_CSRF_TOKEN);
        }
    }

    /** Comes last, and replaces the default typing that the modules set. */
    private static final class Typing extends SimpleModule {

        private static final long serialVersionUID = 1L;

        private final transient PolymorphicTypeValidator validator;

        Typing(PolymorphicTypeValidator validator) {
            super(Typing.class.getName());
            this.validator = validator;
        }

        @Override
        public void setupModule(SetupContext context) {
            ((MapperBuilder<?, ?>) context.getOwner()).setDefaultTyping(new CheckedTyping(validator));
        }
    }
}
