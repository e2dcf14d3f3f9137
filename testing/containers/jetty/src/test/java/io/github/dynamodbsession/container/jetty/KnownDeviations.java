package io.github.dynamodbsession.container.jetty;

import static io.github.dynamodbsession.servlet.contract.Deviation.alone;
import static io.github.dynamodbsession.servlet.contract.Deviation.always;

import io.github.dynamodbsession.servlet.contract.Deviation;
import java.util.List;

/** The cases that Jetty fails with its own sessions. */
final class KnownDeviations {

    static final List<Deviation> OF_JETTY = List.of(
            alone("Servlet61Cases.anInvalidatedSessionHasNoAccessor", "it gives one"),
            alone("CommitCases.resettingTheResponseKeepsTheCookie", "the cookie is there twice"),
            alone("EncodingCases.aLinkToElsewhereNeverHasAnId", "every URL gets the id, also that of another site"),
            always(
                    "UpgradeCases.theOtherProtocolIsSpokenThen",
                    "after a request without body there is nothing to read"),
            alone("ListenerCases.aValueIsToldThatItIsBoundBeforeItCanBeSeen", "the value can be seen already"),
            alone("EncodingCases.theNameOfTheCookieIsThatOfTheParameter", "the parameter has a name of its own"),
            alone("HttpSessionCases.whatCannotTravelFailsTheRequestThatSetsIt", "sessions stay in its memory"),
            alone("HttpSessionCases.whatCannotTravelIsRefusedWhenItIsSet", "sessions stay in its memory"),
            alone("ListenerCases.aValueIsToldThatItsSessionTravels", "sessions stay in its memory"));

    private KnownDeviations() {}
}
