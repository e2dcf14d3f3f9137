package io.github.dynamodbsession.core.codec;

import java.util.List;
import java.util.Set;

/**
 * Classes that one framework puts into sessions, under one name for the allow-list of {@link JavaSerializationCodec}.
 * A group holds values only: classes whose objects, when they are read, look up nothing, load nothing and call nobody.
 * What a framework keeps that is not so is not in its group; see {@code docs/codecs.md}.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists and sets that nobody can change
public enum ClassGroup {
    /** Flash attributes, the results of validation among them, and the lock of {@code HttpSessionMutexListener}. */
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
     * Logins, by OpenID Connect and passkeys too, authorized clients, saved requests, tokens against forgery, and the
     * exceptions of logins that failed. Within them, a {@code java.net.URL} is kept as its text, and a map or list of
     * Nimbus's as the JDK's.
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
            // A login that failed leaves its exception in the session.
            Set.of(
                    "java.lang.Throwable",
                    "java.lang.Exception",
                    "java.lang.RuntimeException",
                    "java.lang.StackTraceElement")),

    /**
     * The conversations of Spring Web Flow. Not the snapshots of its flows: these are bytes that Web Flow deserializes by
     * itself, under no list, so whoever can write into the table could make it read anything.
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
     * Locks, keys and the tables of views of Jakarta Faces, by Mojarra and MyFaces. The state within these tables is
     * kept where it is bytes ({@code jakarta.faces.SERIALIZE_SERVER_STATE=true}); as objects it holds expressions, which
     * are no values.
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

    /** The locks of Weld's sessions; its beans are of classes of the application's. */
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
     * Whether the framework is there. No class of it is initialized.
     *
     * @param loader where it is looked for; not null
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
     * Whether a class is of this group.
     *
     * @param name its binary name as {@link Class#getName()} gives it; not of an array
     * @return whether it is
     */
    public boolean contains(String name) {
        return classes.contains(name) || UserClasses.isInOneOf(packages, name);
    }
}
