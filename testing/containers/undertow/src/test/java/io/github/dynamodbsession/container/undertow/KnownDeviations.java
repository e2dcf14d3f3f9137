package io.github.dynamodbsession.container.undertow;

import static io.github.dynamodbsession.servlet.contract.Deviation.alone;
import static io.github.dynamodbsession.servlet.contract.Deviation.always;

import io.github.dynamodbsession.servlet.contract.Deviation;
import java.util.List;

/** The cases that Undertow fails with its own sessions. */
final class KnownDeviations {

    static final List<Deviation> OF_UNDERTOW = List.of(
            alone(
                    "RequestCases.theIdOfASessionThatEndedIsNotValid",
                    "an id without session counts as not from a cookie"),
            alone(
                    "RequestCases.anUnknownIdIsRequestedButNotValid",
                    "an id without session counts as not from a cookie"),
            always("BadInputCases.ofTwoCookiesTheSessionsCounts(OWN)", "it shows the last cookie of a name only"),
            alone("HttpsCases.aCookieGivenOverHttpsIsSecure", "it is not, unless the application says so"),
            alone(
                    "HttpsCases.aCookieGivenOverHttpsIsSecureAlsoIfTheApplicationDoesNotAskForIt",
                    "it is not, unless the application says so"),
            alone(
                    "HttpsCases.anIdThatIsChangedOverHttpsIsInASecureCookie",
                    "it is not, unless the application says so"),
            alone("ListenerCases.aListenerIsToldOfEverything", "an id change is notified twice"),
            alone("ListenerCases.anIdChangeIsToldAsNothingElse", "an id change is notified twice"),
            alone("ListenerCases.aValueIsToldBeforeTheListeners", "the value is notified after them"),
            alone("ListenerCases.aValueIsToldThatItIsBoundBeforeItCanBeSeen", "the value can be seen already"),
            alone("EncodingCases.theNameOfTheCookieIsThatOfTheParameter", "the parameter is always jsessionid"),
            alone(
                    "HttpSessionCases.aSessionIsNotTakenAwayFromARequestThatUsesIt",
                    "a session times out while a request uses it"),
            alone("HttpSessionCases.whatCannotTravelFailsTheRequestThatSetsIt", "sessions stay in its memory"),
            alone("HttpSessionCases.whatCannotTravelIsRefusedWhenItIsSet", "sessions stay in its memory"),
            alone("ListenerCases.aValueIsToldThatItsSessionTravels", "sessions stay in its memory"),
            alone(
                    "EncodingCases.aLinkToElsewhereNeverHasAnId(/other/begin)",
                    "another application of the same host gets the id"),
            alone("HttpSessionCases.anInvalidatedSessionStillAnswers(SET_INTERVAL)", "it throws IllegalStateException"),
            alone(
                    "HttpSessionCases.anInvalidatedSessionStillAnswers(GET_INTERVAL)",
                    "it throws IllegalStateException"));

    private KnownDeviations() {}
}
