package io.github.dynamodbsession.servlet.contract;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;

/** The cases on cookies, URLs and ids, with a store whose tokens are the ids; all other contracts have hashed ones. */
public abstract class PlainTokensContract extends ServletContract {

    /**
     * For subclasses.
     *
     * @param container the container
     * @param deviations the cases that the container is known to fail; only those count that are part of this contract,
     *     and that fail with the filter as well
     */
    protected PlainTokensContract(Supplier<Container> container, List<Deviation> deviations) {
        super(container, Sessions.ofTheFilterWithPlainTokens(), askedIn(PlainTokensContract.class, deviations));
    }

    @Nested
    class OfRequest extends RequestCases {
        OfRequest() {
            super(PlainTokensContract.this);
        }
    }

    @Nested
    class OfLoginSafety extends LoginSafetyCases {
        OfLoginSafety() {
            super(PlainTokensContract.this);
        }
    }

    @Nested
    class OfEncoding extends EncodingCases {
        OfEncoding() {
            super(PlainTokensContract.this);
        }
    }

    @Nested
    class OfBadInput extends BadInputCases {
        OfBadInput() {
            super(PlainTokensContract.this);
        }
    }
}
