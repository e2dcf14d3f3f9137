package io.github.dynamodbsession.core.codec;

import java.util.List;
import java.util.Set;

/**
 * Classes that one framework stores in sessions, under one name for the allow-list of {@link JavaSerializationCodec}. A
 * group contains values only: classes whose objects look up nothing, load nothing and call nothing when they are read.
 * Other classes that a framework stores are not in its group; see {@code docs/codecs.md}.
 */
@SuppressWarnings("ImmutableEnumChecker") // unmodifiable lists and sets
public enum ClassGroup {
    /** Flash attributes, including validation results, and the lock of {@code HttpSessionMutexListener}. */
    SPRING_MVC(
            List.of("org.springframework.web.servlet.FlashMap", "org.springframework.web.util.WebUtils"),
            Set.of(),
            Set.of(
                    "org.springframework.context.support.DefaultMessageSourceResolvable",
                    "org.springframework.util.LinkedCaseInsensitiveMap",
                    "org.springframework.util.LinkedMultiValueMap",
                    "org.springframework.util.MultiValueMapAdapter",
                    "org.springframework.validation.AbstractBindingResult",
                    "org.springframework.validation.AbstractErrors",
                    "org.springframework.validation.AbstractPropertyBindingResult",
                    "org.springframework.validation.BeanPropertyBindingResult",
                    "org.springframework.validation.DefaultMessageCodesResolver",
                    "org.springframework.validation.DefaultMessageCodesResolver$Format",
                    "org.springframework.validation.DefaultMessageCodesResolver$Format$1",
                    "org.springframework.validation.DefaultMessageCodesResolver$Format$2",
                    "org.springframework.validation.DirectFieldBindingResult",
                    "org.springframework.validation.FieldError",
                    "org.springframework.validation.MapBindingResult",
                    "org.springframework.validation.ObjectError",
                    "org.springframework.validation.beanvalidation.SpringValidatorAdapter$ResolvableAttribute",
                    "org.springframework.validation.beanvalidation.SpringValidatorAdapter$ViolationFieldError",
                    "org.springframework.validation.beanvalidation.SpringValidatorAdapter$ViolationObjectError",
                    "org.springframework.web.servlet.FlashMap",
                    "org.springframework.web.util.HttpSessionMutexListener$Mutex")),

    /**
     * Logins, including OpenID Connect and passkeys, authorized clients, saved requests, CSRF tokens, and the
     * exceptions of failed logins. Within them, a {@code java.net.URL} is stored as its text, and maps and lists of
     * Nimbus as those of the JDK.
     */
    SPRING_SECURITY(
            List.of("org.springframework.security.core.context.SecurityContext"),
            Set.of(
                    ClassGroup.SECURITY + "authentication",
                    ClassGroup.SECURITY + "cas",
                    ClassGroup.SECURITY + "core",
                    ClassGroup.SECURITY + "ldap.userdetails",
                    ClassGroup.SECURITY + "oauth2.client",
                    ClassGroup.SECURITY + "oauth2.core",
                    ClassGroup.SECURITY + "oauth2.jwt",
                    ClassGroup.SECURITY + "oauth2.server.resource",
                    ClassGroup.SECURITY + "saml2",
                    ClassGroup.SECURITY + "web.authentication",
                    ClassGroup.SECURITY + "web.csrf",
                    ClassGroup.SECURITY + "web.savedrequest",
                    ClassGroup.SECURITY + "web.server.csrf",
                    ClassGroup.SECURITY + "web.webauthn"),
            // A failed login stores its exception in the session.
            Set.of(
                    "java.lang.Throwable",
                    "java.lang.Exception",
                    "java.lang.RuntimeException",
                    "java.lang.StackTraceElement")),

    /**
     * The conversations of Spring Web Flow. Not the snapshots of its flows: these are bytes that Web Flow deserializes
     * itself, without an allow-list, so anyone who can write to the table could make it read anything.
     */
    SPRING_WEB_FLOW(
            List.of("org.springframework.webflow.conversation.impl.ConversationContainer"),
            Set.of(),
            Set.of(
                    "org.springframework.webflow.conversation.ConversationId",
                    "org.springframework.webflow.conversation.ConversationParameters",
                    "org.springframework.webflow.conversation.impl.ContainedConversation",
                    "org.springframework.webflow.conversation.impl.ConversationContainer",
                    "org.springframework.webflow.conversation.impl.JdkConcurrentConversationLock",
                    "org.springframework.webflow.conversation.impl.NoOpConversationLock",
                    "org.springframework.webflow.conversation.impl.SimpleConversationId",
                    "org.springframework.webflow.core.collection.LocalAttributeMap",
                    "org.springframework.webflow.execution.repository.impl.SimpleFlowExecutionSnapshotGroup")),

    /**
     * Locks, keys and view tables of Jakarta Faces (Mojarra and MyFaces). The state in these tables can be stored if it
     * is bytes ({@code jakarta.faces.SERIALIZE_SERVER_STATE=true}); as objects it contains expressions, which are not
     * values.
     */
    FACES(
            List.of("jakarta.faces.context.FacesContext"),
            Set.of(),
            Set.of(
                    "com.sun.faces.context.SessionMap$Mutex",
                    "com.sun.faces.context.flash.SessionHelper",
                    "com.sun.faces.util.LRUMap",
                    "javax.crypto.spec.SecretKeySpec",
                    "org.apache.myfaces.application.viewstate.SerializedViewCollection",
                    "org.apache.myfaces.application.viewstate.SerializedViewKey",
                    "org.apache.myfaces.application.viewstate.SerializedViewKeyIntByteArray",
                    "org.apache.myfaces.application.viewstate.SerializedViewKeyIntInt")),

    /** The locks of Weld's sessions; its beans are of the application's classes. */
    CDI(
            List.of("org.jboss.weld.contexts.beanstore.LockStore"),
            Set.of(),
            Set.of("org.jboss.weld.contexts.beanstore.LockStore"));

    private static final String SECURITY = "org.springframework.security.";

    private final List<String> markers;
    private final Set<String> packages;
    private final Set<String> classes;

    ClassGroup(List<String> markers, Set<String> packages, Set<String> classes) {
        this.markers = markers;
        this.packages = packages;
        this.classes = classes;
    }

    /**
     * Whether the framework is present. None of its classes is initialized.
     *
     * @param loader where to look for it; not null
     * @return whether one of its classes is found
     */
    public boolean isPresent(ClassLoader loader) {
        return markers.stream().anyMatch(name -> isPresent(name, loader));
    }

    private static boolean isPresent(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * Whether a class belongs to this group.
     *
     * @param name its binary name, as returned by {@link Class#getName()}; not of an array
     * @return whether it does
     */
    public boolean contains(String name) {
        return classes.contains(name) || UserClasses.isInOneOf(packages, name);
    }
}
