package io.github.dynamodbsession.servlet.response;

import io.github.dynamodbsession.servlet.cookie.SessionCookie;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A response that saves the session before it is committed, in whatever way that happens. */
public final class SessionResponse extends DroppingResponse {

    private static final int LOWEST_FINAL_STATUS = 200;

    private final CommitHook hook;

    /**
     * Kept because a container may insert its own wrapper below this one, which drops headers set during an include.
     */
    private final HttpServletResponse raw;

    /** Whether it is for an error page, including one for an error that a handler has sent. */
    private final boolean isForError;

    private @Nullable SessionOutputStream stream;
    private @Nullable SessionWriter writer;

    public SessionResponse(HttpServletResponse response, CommitHook hook, boolean isForError) {
        super(response);
        this.hook = hook;
        this.raw = response;
        this.isForError = isForError;
    }

    @Override
    boolean isDropped() {
        return !isForError && hook.isAnswered();
    }

    public boolean isForError() {
        return isForError;
    }

    /** The response as passed to the filter. */
    public HttpServletResponse raw() {
        return raw;
    }

    /** The wrapped response, as the container has set it at this moment; for internal use. */
    public ServletResponse below() {
        return super.getResponse();
    }

    /**
     * The wrapped response. Tomcat calls this when the target of a forward is done, and then ignores all further
     * headers, before the forwarding servlet gets control back ({@code suspendWrappedResponseAfterForward}). So a
     * session whose cookie is due is saved here, which is harmless for other callers.
     */
    @Override
    public ServletResponse getResponse() {
        if (hook.isCookieDue()) {
            mayCommit();
        }
        return super.getResponse();
    }

    /** Called before an operation that commits: saves, and returns whether to continue. */
    private boolean mayCommit() {
        if (!isDropped()) {
            hook.beforeCommit();
        }
        return !isDropped();
    }

    // ---- the body

    @Override
    boolean mayWrite(long bytes) {
        if (isDropped()) {
            return false;
        }
        boolean commits = fills(bytes, getBufferSize()) && !isNonBlocking() && !isCommitted();
        return !commits || mayCommit();
    }

    @Override
    boolean mayFlush() {
        return isNonBlocking() ? !isDropped() : mayCommit();
    }

    @Override
    void becomesNonBlocking() {
        mayCommit();
        noteNonBlocking();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream container = super.getOutputStream();
        if (stream == null) {
            stream = new SessionOutputStream(container, this);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter container = super.getWriter();
        if (writer == null) {
            writer = new SessionWriter(container, this, charset());
        }
        return writer;
    }

    private Charset charset() {
        String name = getCharacterEncoding();
        return name == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
    }

    @Override
    public void flushBuffer() throws IOException {
        if (mayCommit()) {
            super.flushBuffer();
        }
    }

    @Override
    public void setBufferSize(int size) {
        if (!isDropped()) {
            super.setBufferSize(size);
            bufferEmptied();
        }
    }

    @Override
    public void resetBuffer() {
        if (!isDropped()) {
            super.resetBuffer();
            bufferEmptied();
        }
    }

    @Override
    public void reset() {
        if (!isDropped()) {
            super.reset();
            bodyEmptied();
            stream = null;
            writer = null;
            hook.cookieMayBeLost();
        }
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (announce(announces(length))) {
            super.setContentLengthLong(length);
        }
    }

    private boolean announce(boolean isAllWritten) {
        return isAllWritten ? mayCommit() : !isDropped();
    }

    // ---- answers without a body

    /** An informational response is not the final one. */
    @Override
    public void sendError(int status) throws IOException {
        if (status < LOWEST_FINAL_STATUS) {
            super.sendError(status);
        } else if (mayCommit()) {
            super.sendError(status);
            bodyEmptied();
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (status < LOWEST_FINAL_STATUS) {
            super.sendError(status, message);
        } else if (mayCommit()) {
            super.sendError(status, message);
            bodyEmptied();
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (mayCommit()) {
            super.sendRedirect(location);
        }
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        if (mayCommit()) {
            super.sendRedirect(location, status);
        }
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        if (mayCommit()) {
            super.sendRedirect(location, clearBuffer);
        }
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (mayCommit()) {
            super.sendRedirect(location, status, clearBuffer);
        }
    }

    /** Answers with 500 on a thread whose failure nothing else would answer. */
    public void answerFailure() {
        if (isCommitted()) {
            return;
        }
        try {
            super.sendError(SC_INTERNAL_SERVER_ERROR);
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or the container has answered: nothing left to do.
        }
    }

    // ---- the head

    @Override
    public @Nullable String encodeURL(@Nullable String url) {
        return url == null ? null : hook.encode(url);
    }

    @Override
    public @Nullable String encodeRedirectURL(@Nullable String url) {
        return encodeURL(url);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (announce(announces(name, value))) {
            super.setHeader(name, value);
            if (SessionCookie.HEADER.equalsIgnoreCase(name)) {
                hook.cookieMayBeLost();
            }
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (announce(announces(name, value))) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (announce(announces(name, String.valueOf(value)))) {
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (announce(announces(name, String.valueOf(value)))) {
            super.addIntHeader(name, value);
        }
    }
}
