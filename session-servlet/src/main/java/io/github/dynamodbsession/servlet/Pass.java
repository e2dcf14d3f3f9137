package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.RequestSession.Moment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One way of a request through the filter: the request and the response as the application sees them, over the one
 * session of the request. A request has several where an error or asynchronous dispatch begins anew with what the
 * container gave.
 */
final class Pass {

    private final RequestSession session;
    private final SessionRequest request;
    private final SessionResponse response;
    private final HttpServletResponse rawResponse;
    private final boolean isForError;

    Pass(RequestSession session, HttpServletRequest request, HttpServletResponse response, boolean isForError) {
        this.session = session;
        this.rawResponse = response;
        this.isForError = isForError;
        this.request = new SessionRequest(request, this);
        this.response = new SessionResponse(response, this, isForError);
    }

    RequestSession session() {
        return session;
    }

    SessionRequest request() {
        return request;
    }

    SessionResponse response() {
        return response;
    }

    /** The response as it came to the filter. */
    HttpServletResponse rawResponse() {
        return rawResponse;
    }

    void beforeCommit() {
        session.save(this, Moment.BEFORE_COMMIT);
    }

    void beforeInclude() {
        session.saveBeforeInclude(this);
    }

    /** The application is done; throws if what it did cannot be stored. */
    void end() {
        try {
            session.save(this, Moment.END);
        } catch (RuntimeException e) {
            session.giveUpIfSaveFailed();
            throw e;
        }
    }

    /** The application has failed; what it did to the session until then counts all the same. */
    void fail(Throwable failure) {
        try {
            session.save(this, Moment.FAILURE);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            session.giveUpIfSaveFailed();
        }
    }

    /** Answers for the storage, if that is what failed and there is something left to answer. */
    boolean answerOutage(Throwable failure) throws IOException {
        SessionStorageException storage = Outage.in(failure);
        if (storage == null || isForError || rawResponse.isCommitted()) {
            return false;
        }
        session.failed(storage);
        Outage.answer(storage, rawResponse);
        return true;
    }

    boolean answerBy(SessionEndedHandler handler) {
        try {
            return handler.answer(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
