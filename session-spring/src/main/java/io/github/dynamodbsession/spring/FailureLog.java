package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.log.WarningLog;
import java.lang.System.Logger;

/** Logs requests that failed because of their sessions. Safe for use by any number of threads. */
final class FailureLog {

    private static final String NAME = StoreSessionRepository.class.getPackageName();
    private static final Logger LOG = System.getLogger(NAME);

    private final WarningLog warnings = WarningLog.named(NAME);
    private final OutageLog outages;

    FailureLog(OutageLog outages) {
        this.outages = outages;
    }

    /** Logs the failure of a request. */
    void failed(SessionException failure) {
        if (failure instanceof SessionStorageException) {
            outages.failed(LOG, "Request failed with 503: session storage unavailable", failure);
        } else if (failure instanceof SessionConfigurationException) {
            warn("Request failed with 500: the session configuration does not support the operation", failure);
        } else {
            warn("Request failed with 500: its session cannot be stored", failure);
        }
    }

    /** Logs another problem with a request. */
    void warn(String text, Exception failure) {
        warnings.warn(text, text, failure);
    }
}
