package io.github.dynamodbsession.spring.security;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticationExtensionsClientInput;
import org.springframework.security.web.webauthn.api.AuthenticationExtensionsClientInputs;
import org.springframework.security.web.webauthn.api.AuthenticatorAttachment;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.COSEAlgorithmIdentifier;
import org.springframework.security.web.webauthn.api.CredProtectAuthenticationExtensionsClientInput;
import org.springframework.security.web.webauthn.api.CredProtectAuthenticationExtensionsClientInput.CredProtect;
import org.springframework.security.web.webauthn.api.ImmutableAuthenticationExtensionsClientInput;
import org.springframework.security.web.webauthn.api.ImmutableAuthenticationExtensionsClientInputs;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;

/**
 * Converts the challenges that Spring Security stores between the two requests of a passkey ceremony to plain maps,
 * strings and numbers, and back. Its own Jackson module writes them for the browser only, and reads none.
 */
final class PasskeyOptions {

    private static final List<PublicKeyCredentialParameters> KNOWN_PARAMETERS = List.of(
            PublicKeyCredentialParameters.EdDSA,
            PublicKeyCredentialParameters.ES256,
            PublicKeyCredentialParameters.ES384,
            PublicKeyCredentialParameters.ES512,
            PublicKeyCredentialParameters.RS256,
            PublicKeyCredentialParameters.RS384,
            PublicKeyCredentialParameters.RS512,
            PublicKeyCredentialParameters.RS1);

    private PasskeyOptions() {}

    /** Whether the value is of one of the two kinds. */
    static boolean isOne(Object value) {
        return value instanceof PublicKeyCredentialRequestOptions
                || value instanceof PublicKeyCredentialCreationOptions;
    }

    static Map<String, Object> toMap(Object options) {
        Members members = new Members();
        if (options instanceof PublicKeyCredentialCreationOptions creation) {
            return creation(creation, members).values;
        }
        return request((PublicKeyCredentialRequestOptions) options, members).values;
    }

    private static Members request(PublicKeyCredentialRequestOptions options, Members members) {
        return members.put("challenge", options.getChallenge(), Bytes::toBase64UrlString)
                .put("timeout", options.getTimeout(), Duration::toString)
                .put("rpId", options.getRpId(), Function.identity())
                .put("allowCredentials", options.getAllowCredentials(), PasskeyOptions::descriptors)
                .put("userVerification", options.getUserVerification(), UserVerificationRequirement::getValue)
                .put("extensions", options.getExtensions(), PasskeyOptions::extensions);
    }

    private static Members creation(PublicKeyCredentialCreationOptions options, Members members) {
        return members.put("rp", options.getRp(), rp -> new Members()
                        .put("id", rp.getId(), Function.identity())
                        .put("name", rp.getName(), Function.identity())
                        .values)
                .put("user", options.getUser(), PasskeyOptions::user)
                .put("challenge", options.getChallenge(), Bytes::toBase64UrlString)
                .put("parameters", options.getPubKeyCredParams(), parameters -> parameters.stream()
                        .map(one -> one.getAlg().getValue())
                        .toList())
                .put("timeout", options.getTimeout(), Duration::toString)
                .put("excludeCredentials", options.getExcludeCredentials(), PasskeyOptions::descriptors)
                .put("selection", options.getAuthenticatorSelection(), selection -> new Members()
                        .put("attachment", selection.getAuthenticatorAttachment(), AuthenticatorAttachment::getValue)
                        .put("residentKey", selection.getResidentKey(), ResidentKeyRequirement::getValue)
                        .put("userVerification", selection.getUserVerification(), UserVerificationRequirement::getValue)
                        .values)
                .put("attestation", options.getAttestation(), AttestationConveyancePreference::getValue)
                .put("extensions", options.getExtensions(), PasskeyOptions::extensions);
    }

    private static Map<String, Object> user(PublicKeyCredentialUserEntity user) {
        return new Members()
                .put("id", user.getId(), Bytes::toBase64UrlString)
                .put("name", user.getName(), Function.identity())
                .put("displayName", user.getDisplayName(), Function.identity())
                .values;
    }

    private static List<Object> descriptors(List<PublicKeyCredentialDescriptor> descriptors) {
        List<Object> all = new ArrayList<>();
        for (PublicKeyCredentialDescriptor one : descriptors) {
            all.add(new Members()
                    .put("type", one.getType(), PublicKeyCredentialType::getValue)
                    .put("id", one.getId(), Bytes::toBase64UrlString)
                    .put("transports", one.getTransports(), transports -> transports.stream()
                            .map(AuthenticatorTransport::getValue)
                            .toList())
                    .values);
        }
        return all;
    }

    private static List<Object> extensions(AuthenticationExtensionsClientInputs extensions) {
        List<Object> all = new ArrayList<>();
        for (AuthenticationExtensionsClientInput<?> one : extensions.getInputs()) {
            if (one instanceof CredProtectAuthenticationExtensionsClientInput protect) {
                all.add(Map.of(
                        "policy",
                        protect.getInput().getCredProtectionPolicy().name(),
                        "enforce",
                        protect.getInput().isEnforceCredentialProtectionPolicy()));
            } else if (one.getInput() instanceof Boolean || one.getInput() instanceof String) {
                all.add(Map.of("id", one.getExtensionId(), "input", one.getInput()));
            } else {
                throw SessionCodecException.refusing(
                        one.getClass().getName(),
                        "class " + one.getClass().getName()
                                + " is an extension of WebAuthn that cannot be kept as JSON;"
                                + " use Java serialization, or an extension whose input is a boolean or a string.");
            }
        }
        return all;
    }

    static Object ofRequest(Map<?, ?> map) {
        Read read = new Read(map);
        PublicKeyCredentialRequestOptions.PublicKeyCredentialRequestOptionsBuilder builder =
                PublicKeyCredentialRequestOptions.builder().challenge(Bytes.fromBase64(read.text("challenge")));
        read.ifText("timeout", text -> builder.timeout(Duration.parse(text)));
        read.ifText("rpId", builder::rpId);
        if (read.has("allowCredentials")) {
            builder.allowCredentials(read.each("allowCredentials", PasskeyOptions::descriptor));
        }
        read.ifText("userVerification", text -> builder.userVerification(verification(text)));
        if (read.has("extensions")) {
            builder.extensions(extensions(read));
        }
        return builder.build();
    }

    static Object ofCreation(Map<?, ?> map) {
        Read read = new Read(map);
        PublicKeyCredentialCreationOptions.PublicKeyCredentialCreationOptionsBuilder builder =
                PublicKeyCredentialCreationOptions.builder().challenge(Bytes.fromBase64(read.text("challenge")));
        Read rp = read.inner("rp");
        builder.rp(PublicKeyCredentialRpEntity.builder()
                .id(rp.text("id"))
                .name(rp.text("name"))
                .build());
        builder.user(user(read.inner("user")));
        builder.pubKeyCredParams(read.each("parameters", PasskeyOptions::parameter));
        read.ifText("timeout", text -> builder.timeout(Duration.parse(text)));
        if (read.has("excludeCredentials")) {
            builder.excludeCredentials(read.each("excludeCredentials", PasskeyOptions::descriptor));
        }
        if (read.has("selection")) {
            builder.authenticatorSelection(selection(read.inner("selection")));
        }
        read.ifText("attestation", text -> builder.attestation(AttestationConveyancePreference.valueOf(text)));
        if (read.has("extensions")) {
            builder.extensions(extensions(read));
        }
        return builder.build();
    }

    private static PublicKeyCredentialUserEntity user(Read read) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(Bytes.fromBase64(read.text("id")))
                .name(read.text("name"))
                .displayName(read.has("displayName") ? read.text("displayName") : null)
                .build();
    }

    private static AuthenticatorSelectionCriteria selection(Read read) {
        AuthenticatorSelectionCriteria.AuthenticatorSelectionCriteriaBuilder builder =
                AuthenticatorSelectionCriteria.builder();
        read.ifText("attachment", text -> builder.authenticatorAttachment(AuthenticatorAttachment.valueOf(text)));
        read.ifText("residentKey", text -> builder.residentKey(residentKey(text)));
        read.ifText("userVerification", text -> builder.userVerification(verification(text)));
        return builder.build();
    }

    private static ResidentKeyRequirement residentKey(String text) {
        return ResidentKeyRequirement.valueOf(text);
    }

    private static UserVerificationRequirement verification(String text) {
        for (UserVerificationRequirement one : List.of(
                UserVerificationRequirement.DISCOURAGED,
                UserVerificationRequirement.PREFERRED,
                UserVerificationRequirement.REQUIRED)) {
            if (one.getValue().equals(text)) {
                return one;
            }
        }
        throw damaged();
    }

    private static PublicKeyCredentialParameters parameter(Object algorithm) {
        for (PublicKeyCredentialParameters one : KNOWN_PARAMETERS) {
            COSEAlgorithmIdentifier known = one.getAlg();
            if (algorithm instanceof Number number && number.longValue() == known.getValue()) {
                return one;
            }
        }
        throw damaged();
    }

    private static PublicKeyCredentialDescriptor descriptor(Object json) {
        Read read = Read.of(json);
        PublicKeyCredentialDescriptor.PublicKeyCredentialDescriptorBuilder builder =
                PublicKeyCredentialDescriptor.builder().id(Bytes.fromBase64(read.text("id")));
        read.ifText("type", text -> builder.type(PublicKeyCredentialType.valueOf(text)));
        if (read.has("transports")) {
            Set<AuthenticatorTransport> transports = new LinkedHashSet<>(read.each(
                    "transports",
                    transport -> AuthenticatorTransport.valueOf(transport instanceof String text ? text : "")));
            builder.transports(transports);
        }
        return builder.build();
    }

    private static AuthenticationExtensionsClientInputs extensions(Read read) {
        List<AuthenticationExtensionsClientInput<?>> all = read.each("extensions", PasskeyOptions::extension);
        return new ImmutableAuthenticationExtensionsClientInputs(
                all.toArray(AuthenticationExtensionsClientInput[]::new));
    }

    private static AuthenticationExtensionsClientInput<?> extension(Object json) {
        Read read = Read.of(json);
        if (read.has("policy")) {
            return new CredProtectAuthenticationExtensionsClientInput(new CredProtect(
                    CredProtect.ProtectionPolicy.valueOf(read.text("policy")),
                    Boolean.TRUE.equals(read.map.get("enforce"))));
        }
        Object input = read.map.get("input");
        if (!(input instanceof Boolean) && !(input instanceof String)) {
            throw damaged();
        }
        return new ImmutableAuthenticationExtensionsClientInput<>(read.text("id"), input);
    }

    private static SessionCodecException damaged() {
        return new SessionCodecException("is JSON, but not in the format of passkey options.");
    }

    /** Members of an object, without those that are null. */
    private static final class Members {
        private final Map<String, Object> values = new LinkedHashMap<>();

        <T> Members put(String name, @Nullable T value, Function<? super T, ?> written) {
            if (value != null) {
                values.put(name, written.apply(value));
            }
            return this;
        }
    }

    private record Read(Map<?, ?> map) {

        static Read of(@Nullable Object json) {
            if (!(json instanceof Map<?, ?> map)) {
                throw damaged();
            }
            return new Read(map);
        }

        boolean has(String name) {
            return map.get(name) != null;
        }

        String text(String name) {
            if (!(map.get(name) instanceof String text)) {
                throw damaged();
            }
            return text;
        }

        void ifText(String name, java.util.function.Consumer<String> action) {
            if (has(name)) {
                action.accept(text(name));
            }
        }

        Read inner(String name) {
            return of(map.get(name));
        }

        <T> List<T> each(String name, Function<Object, T> read) {
            if (!(map.get(name) instanceof List<?> list)) {
                throw damaged();
            }
            List<T> all = new ArrayList<>();
            list.forEach(one -> all.add(read.apply(one)));
            return all;
        }

        @Override
        public String toString() {
            return "options of a passkey";
        }
    }
}
