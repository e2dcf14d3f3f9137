package io.github.dynamodbsession.container.tomcat;

import static io.github.dynamodbsession.servlet.contract.Deviation.alone;

import io.github.dynamodbsession.servlet.contract.Deviation;
import java.util.List;

/** The cases that Tomcat fails with its own sessions. */
final class KnownDeviations {

    static final List<Deviation> OF_TOMCAT = List.of(
            alone(
                    "RequestCases.theRequestedIdStaysWhenTheIdIsChanged",
                    "after changeSessionId the new id counts as the one that was requested"),
            alone("CommitCases.resettingTheResponseKeepsTheCookie", "the cookie goes with the other headers"),
            alone(
                    "SettingsCases.theCookieIsNotKeptFromScriptsIfTheApplicationSaysSo",
                    "its own setting useHttpOnly, on by default, has the last word"),
            alone(
                    "HttpSessionCases.aSessionIsNotTakenAwayFromARequestThatUsesIt",
                    "a session times out while a request uses it"),
            alone("ListenerCases.aValueIsToldThatItsSessionTravels", "sessions stay in its memory"));

    private KnownDeviations() {}
}
