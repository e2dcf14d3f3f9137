package io.github.dynamodbsession.servlet.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.request.SaveRule.CookieDuty;
import io.github.dynamodbsession.servlet.request.SaveRule.Moment;
import io.github.dynamodbsession.servlet.request.SaveRule.OfRequest;
import io.github.dynamodbsession.servlet.request.SaveRule.OfSession;
import io.github.dynamodbsession.servlet.request.SaveRule.Options;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A row names the facts that are true. */
class SaveRuleTest {

    private static final Set<String> FACTS = Set.of(
            "used",
            "stored",
            "changed",
            "empty",
            "ended",
            "failed",
            "givenUp",
            "failing",
            "known",
            "endedCookie",
            "onlyInitialized",
            "continue",
            "rolling");

    private static SaveRule rule(Moment moment, String facts) {
        Set<String> all = facts == null ? Set.of() : Set.of(facts.split(" "));
        assertThat(FACTS).containsAll(all);
        return new SaveRule(
                new Options(!all.contains("onlyInitialized"), all.contains("continue"), all.contains("rolling")),
                moment,
                new OfSession(
                        all.contains("used"),
                        all.contains("stored"),
                        all.contains("changed"),
                        all.contains("empty"),
                        all.contains("ended")),
                new OfRequest(
                        all.contains("failed"),
                        all.contains("givenUp"),
                        all.contains("failing"),
                        all.contains("known"),
                        all.contains("endedCookie")));
    }

    @ParameterizedTest
    @CsvSource({
        // before a commit, values that were not accessed since the last save can only have been modified in place
        "BEFORE_COMMIT,                     , false",
        "BEFORE_COMMIT, used                , true",
        "BEFORE_COMMIT, used stored         , true",
        "BEFORE_COMMIT, stored changed      , false",
        "BEFORE_COMMIT, used failed         , true",
        // at the end all values are compared
        "END          ,                     , true",
        "END          , stored              , true",
        "END          , failed              , true",
        // the changes of an application that fails are stored, unless they are the reason
        "FAILURE      ,                     , true",
        "FAILURE      , used stored         , true",
        "FAILURE      , used failed         , false",
    })
    void theMomentDecides(Moment moment, String facts, boolean toBeSaved) {
        assertThat(rule(moment, facts).toBeSaved()).isEqualTo(toBeSaved);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whatIsOverIsNotSaved(Moment moment) {
        assertThat(rule(moment, "used stored changed").toBeSaved()).isTrue();
        for (String over : new String[] {"ended", "givenUp", "failing"}) {
            assertThat(rule(moment, "used stored changed " + over).isOver()).isTrue();
            assertThat(rule(moment, "used stored changed " + over).toBeSaved()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "used empty                         , true",
        "used empty onlyInitialized         , false",
        "used onlyInitialized               , true",
        "used empty stored onlyInitialized  , true",
    })
    void aNewSessionThatIsEmptyIsStoredUnlessChosenOtherwise(String facts, boolean toBeSaved) {
        assertThat(rule(Moment.BEFORE_COMMIT, facts).toBeSaved()).isEqualTo(toBeSaved);
        assertThat(rule(Moment.END, facts).toBeSaved()).isEqualTo(toBeSaved);
        assertThat(rule(Moment.FAILURE, facts).toBeSaved()).isEqualTo(toBeSaved);
    }

    @ParameterizedTest
    @CsvSource({
        // a stored session is worth it if it was changed, empty or not
        "stored                , false",
        "stored empty          , false",
        "stored changed        , true",
        "stored changed empty  , true",
        // a new one is if it has an attribute
        "                      , true",
        "empty                 , false",
        "empty changed         , false",
    })
    void onlyWhatSomebodyHasDoneIsWorthAFailure(String facts, boolean worth) {
        assertThat(rule(Moment.END, facts).worthAFailure()).isEqualTo(worth);
    }

    @ParameterizedTest
    @CsvSource({
        // if a request continues without the storage, a save that is not worth a failure is not retried
        "used stored failed continue         , false",
        "used stored changed failed continue , true",
        "used empty failed continue          , false",
        "used failed continue                , true",
        "used stored failed                  , true",
        "used stored continue                , true",
    })
    void whatMayBeLostIsNotTriedAgain(String facts, boolean toBeSaved) {
        assertThat(rule(Moment.BEFORE_COMMIT, facts).toBeSaved()).isEqualTo(toBeSaved);
        assertThat(rule(Moment.END, facts).toBeSaved()).isEqualTo(toBeSaved);
    }

    @ParameterizedTest
    @CsvSource({
        "                           , NONE",
        "used                       , NONE",
        "stored                     , GIVE",
        "stored known               , NONE",
        "stored known rolling       , GIVE",
        "stored rolling             , GIVE",
        "stored ended               , NONE",
        "stored known rolling ended , NONE",
        // the cookie of an ended session is deleted, unless the client gets another one
        "endedCookie                , TAKE_AWAY",
        "used endedCookie           , TAKE_AWAY",
        "stored endedCookie         , GIVE",
        "stored known endedCookie   , NONE",
    })
    void theCookieFollowsTheStoredSession(String facts, CookieDuty duty) {
        assertThat(rule(Moment.END, facts).cookie()).isEqualTo(duty);
    }

    @ParameterizedTest
    @CsvSource({
        "true , false, false, false, false",
        "true , false, false, true , false",
        "true , true , false, false, false",
        "true , true , true , true , true",
        "false, false, false, false, true",
        "false, false, true , false, false",
        "false, true , true , true , true",
        "true , false, true , true , false",
    })
    void whatASessionHoldsIsLookedAtOnlyWhereItCounts(
            boolean saveUninitialized, boolean goesOn, boolean stored, boolean saveFailed, boolean looks) {
        Options options = new Options(saveUninitialized, goesOn, false);

        assertThat(options.lookInside(stored, saveFailed)).isEqualTo(looks);
    }
}
