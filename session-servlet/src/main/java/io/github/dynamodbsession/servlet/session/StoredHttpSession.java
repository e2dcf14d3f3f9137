package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionToken;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The application's view of the request's session.
 *
 * <p>Safe for use by several threads of the request. Refers to nothing that is new in Servlet 6.1, so that reflection
 * on this class works on containers of 6.0.
 */
public class StoredHttpSession implements HttpSession {

    /** The context in which a session is used: a request, or an access outside of requests. */
    public interface Owner {

        /** Ends the session; called once by each. */
        void invalidate(StoredHttpSession session);
    }

    private static final AtomicReferenceFieldUpdater<StoredHttpSession, @Nullable Thread> ENDING =
            AtomicReferenceFieldUpdater.newUpdater(StoredHttpSession.class, Thread.class, "ending");

    /** {@code HttpSession.Accessor} is new in Servlet 6.1; where it is missing, no loaded class may refer to it. */
    private static final boolean HAS_ACCESSORS = hasAccessors();

    private final Session working;
    private final Owner owner;
    private final ApplicationSessions application;
    private final Attributes attributes;
    private final Activation activation = new Activation(this);

    /** As the application sees it during the whole request, even after this request's own access was stored. */
    private final long lastAccessedTime;

    /** The thread that is invalidating it; listeners that it notifies may call invalidate as well. */
    private volatile @Nullable Thread ending;

    private volatile boolean invalidated;

    /** Whether it is stored, as far as is known here. */
    private volatile boolean stored;

    /** Whether an earlier attempt to delete it failed; it may have been carried out nevertheless. */
    private volatile boolean deletionFailed;

    /** Whether the application has used the session since it was last saved. */
    private volatile boolean usedSinceSave = true;

    /** Creates the view of a session, with the features of the container's version of the Servlet API. */
    public static StoredHttpSession of(Session working, Owner owner, ApplicationSessions application) {
        return HAS_ACCESSORS
                ? new AccessibleSession(working, owner, application)
                : new StoredHttpSession(working, owner, application);
    }

    private static boolean hasAccessors() {
        try {
            Class.forName("jakarta.servlet.http.HttpSession$Accessor");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    StoredHttpSession(Session working, Owner owner, ApplicationSessions application) {
        this.working = working;
        this.owner = owner;
        this.application = application;
        this.attributes = new Attributes(working, application);
        this.stored = !working.isNew();
        this.lastAccessedTime = working.lastAccessedAt().toEpochMilli();
    }

    public final Session working() {
        return working;
    }

    /**
     * The token that opens it, once it is stored. Of a session of a request, which has begun it or presented its token; null
     * if that is a former token, so that nothing of the session is to be sent.
     */
    public final @Nullable SessionToken token() {
        return working.token().orElse(null);
    }

    final ApplicationSessions application() {
        return application;
    }

    public final void used() {
        usedSinceSave = true;
    }

    public final boolean isUsedSinceSave() {
        return usedSinceSave;
    }

    public final boolean isStored() {
        return stored;
    }

    public final boolean isInvalidated() {
        return invalidated;
    }

    /** Uses of the session from now on count for the next save. */
    public final List<HttpSessionActivationListener> saving() {
        usedSinceSave = false;
        return activation.passivate();
    }

    public final void stored() {
        stored = true;
    }

    /** The request continues to use the values that were passivated. */
    public final void activate(List<HttpSessionActivationListener> passivated) {
        activation.activate(passivated);
    }

    /**
     * Ends it in the storage, and then here: listeners are notified while it can still be read, and values when it no
     * longer can (Servlet 6.1, {@link #invalidate}). This node notifies no one if another node ended it first.
     */
    public final void end() {
        boolean wasThere;
        try {
            wasThere = application.store().delete(working);
        } catch (RuntimeException e) {
            deletionFailed = true;
            throw e;
        }
        SessionEvents events = application.events();
        boolean isTold = wasThere || !stored || deletionFailed;
        try {
            if (isTold) {
                events.destroyed(this);
            }
        } finally {
            invalidated = true;
            if (isTold) {
                events.removed(this, values());
            }
        }
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        boolean all = StoredValues.areLoaded(working);
        for (String name : attributes.names()) {
            Object value = all || working.isLoaded(name) ? attributes.get(name) : null;
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    final Session valid() {
        if (invalidated) {
            throw new IllegalStateException("The session has been invalidated");
        }
        usedSinceSave = true;
        return working;
    }

    @Override
    public String getId() {
        return working.id();
    }

    @Override
    public long getCreationTime() {
        return valid().createdAt().toEpochMilli();
    }

    @Override
    public long getLastAccessedTime() {
        valid();
        return lastAccessedTime;
    }

    @Override
    public boolean isNew() {
        return valid().isNew();
    }

    @Override
    public ServletContext getServletContext() {
        return application.servletContext();
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        used();
        working.setMaxInactiveInterval(Duration.ofSeconds(seconds));
    }

    @Override
    public int getMaxInactiveInterval() {
        return WholeSeconds.of(working.maxInactiveInterval());
    }

    @Override
    public @Nullable Object getAttribute(@Nullable String name) {
        valid();
        Object value = name == null ? null : attributes.get(name);
        if (name != null && !attributes.isOfThisRequest(name)) {
            activation.read(value);
        }
        return value;
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        valid();
        return Collections.enumeration(attributes.names());
    }

    @Override
    public void setAttribute(@Nullable String name, @Nullable Object value) {
        valid();
        if (name == null) {
            throw new IllegalArgumentException("The name of a session attribute must not be null");
        }
        if (value == null) {
            removeAttribute(name);
            return;
        }
        boolean isForThisRequestAlone = attributes.isForThisRequestAlone(name, value);
        if (attributes.get(name) != value) {
            application.events().binds(this, name, value);
        }
        if (!isForThisRequestAlone) {
            activation.set(value);
        }
        Object before;
        synchronized (activation) {
            before = attributes.get(name);
            if (isForThisRequestAlone) {
                attributes.setForThisRequest(name, value);
            } else {
                attributes.set(name, value);
            }
        }
        if (before != value) {
            activation.forget(before);
        }
        application.events().set(this, name, before, value);
    }

    @Override
    public void removeAttribute(@Nullable String name) {
        valid();
        if (name == null) {
            return;
        }
        attributes.get(name); // an undecodable value is reported here, without a lock held
        Object before;
        synchronized (activation) {
            before = attributes.get(name);
            attributes.remove(name);
        }
        if (before != null) {
            activation.forget(before);
            application.events().removed(this, name, before);
        }
    }

    @Override
    public void invalidate() {
        Thread me = Thread.currentThread();
        if (!invalidated && ending == me) {
            return; // a listener that is being notified of this invalidation
        }
        if (invalidated || !ENDING.compareAndSet(this, null, me)) {
            throw new IllegalStateException("The session has been invalidated");
        }
        try {
            usedSinceSave = true;
            owner.invalidate(this);
        } finally {
            ending = null;
        }
    }

    @Override
    public String toString() {
        return invalidated ? "invalidated session" : working.toString();
    }
}
