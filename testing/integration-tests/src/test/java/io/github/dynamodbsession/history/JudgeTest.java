package io.github.dynamodbsession.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The checks have neither false negatives nor false positives: each history that breaks a promise is paired with one
 * that nearly does.
 */
class JudgeTest {

    private static final int USER = Script.USER;
    private static final Map<String, Integer> EMPTY = Map.of(Operation.USER, USER, "a", 2);

    private static Script begun() {
        return new Script().created(0, 10);
    }

    private static Map<String, Integer> with(String name, int write) {
        return Map.of(Operation.USER, USER, "a", 2, name, write);
    }

    private static void isBroken(Script script, Check... checks) {
        assertThat(script.judged()).extracting(Violation::check).containsExactly(checks);
        assertThat(script.judged())
                .allSatisfy(violation -> assertThat(violation.shownBy()).isNotEmpty());
    }

    private static void isKept(Script script) {
        assertThat(script.judged()).isEmpty();
    }

    @Nested
    class LostUpdate {

        @Test
        void aLateAttemptUndoesALaterWrite() {
            isBroken(
                    begun().changed(0, 20, 30, "x", 3)
                            .changed(0, 40, 50, "x", 4)
                            .found(0, 60, 70, with("x", 3)),
                    Check.LOST_UPDATE);
        }

        @Test
        void anUnansweredWriteIsThereAgainAfterALaterOne() {
            isBroken(
                    begun().changeFailed(0, 20, 30, "x", 3)
                            .found(0, 32, 35, with("x", 3))
                            .changed(0, 40, 50, "x", 4)
                            .found(0, 60, 70, with("x", 3)),
                    Check.LOST_UPDATE);
        }

        @Test
        void aReaderSawTheLaterOneBefore() {
            isBroken(
                    begun().changed(0, 20, 30, "x", 3)
                            .changeFailed(0, 20, 50, "x", 4)
                            .found(0, 60, 70, with("x", 3))
                            .found(0, 80, 90, with("x", 4))
                            .found(0, 100, 110, with("x", 3)),
                    Check.LOST_UPDATE);
        }

        @Test
        void aRemovalIsUndone() {
            isBroken(
                    begun().changed(0, 20, 30, "x", 3)
                            .changed(0, 40, 50, "x", -4)
                            .found(0, 60, 70, with("x", 3)),
                    Check.LOST_UPDATE);
        }

        @Test
        void aLateRemovalTakesALaterWrite() {
            isBroken(
                    begun().changed(0, 20, 30, "x", 3)
                            .changed(0, 40, 50, "x", -4)
                            .changed(0, 60, 70, "x", 5)
                            .found(0, 80, 90, EMPTY),
                    Check.LOST_UPDATE);
        }

        @Test
        void aValueIsGoneForAMoment() {
            isBroken(
                    begun().changed(0, 20, 30, "x", 3)
                            .changed(0, 31, 40, "y", 4)
                            .found(0, 41, 42, Map.of(Operation.USER, USER, "a", 2, "y", 4))
                            .found(0, 60, 70, Map.of(Operation.USER, USER, "a", 2, "x", 3, "y", 4)),
                    Check.LOST_UPDATE);
        }

        @Test
        void anIdChangeLeavesItBehind() {
            isBroken(
                    begun().changed(0, 20, 30, "x", 3).renamed(0, 1, 25, 50).found(1, 60, 70, EMPTY),
                    Check.LOST_UPDATE);
        }

        @Test
        void anIntervalIsUndone() {
            isBroken(
                    begun().changed(0, 20, 30, Operation.INTERVAL, 3)
                            .changed(0, 40, 50, Operation.INTERVAL, 4)
                            .found(0, 60, 70, with(Operation.INTERVAL, 3)),
                    Check.LOST_UPDATE);
        }

        @Test
        void whatOverlapsMayHappenInEitherOrder() {
            isKept(begun().changed(0, 20, 50, "x", 3).changed(0, 30, 40, "x", 4).found(0, 60, 70, with("x", 3)));
            isKept(begun().changed(0, 20, 50, "x", 3).changed(0, 30, 40, "x", 4).found(0, 60, 70, with("x", 4)));
        }

        @Test
        void anUnansweredWriteMayArriveLate() {
            isKept(begun().changeFailed(0, 20, 30, "x", 3)
                    .changed(0, 40, 50, "x", 4)
                    .found(0, 60, 70, with("x", 4))
                    .found(0, 80, 90, with("x", 3)));
            isKept(begun().changed(0, 20, 30, "x", 3)
                    .changeFailed(0, 25, 35, "x", -4)
                    .found(0, 60, 70, EMPTY));
        }

        @Test
        void whatIsSavedAgainIsWrittenAgain() {
            isKept(begun().changeFailed(0, 20, 30, "x", 3)
                    .found(0, 32, 35, with("x", 3))
                    .changed(0, 40, 50, "x", 4)
                    .changedAgain(0, 20, 55, 60, "x", 3)
                    .found(0, 70, 80, with("x", 3)));
        }
    }

    @Test
    void aValueIsReadThatNobodyWrote() {
        isBroken(begun().found(0, 20, 30, with("x", 9)), Check.UNKNOWN_VALUE);
    }

    @Nested
    class BothIdsAlive {

        @Test
        void theOldIdIsAliveAfterTheChangeIsAcknowledged() {
            isBroken(begun().renamed(0, 1, 20, 30).alive(0, 40, 50), Check.BOTH_IDS_ALIVE);
        }

        @Test
        void theOldIdIsAliveAfterTheNewOneWasSeen() {
            isBroken(begun().renameFailed(0, 1, 20, 30).alive(1, 40, 50).alive(0, 60, 70), Check.BOTH_IDS_ALIVE);
        }

        @Test
        void aSaveUnderTheOldIdIsAcknowledgedAfterIt() {
            isBroken(begun().renamed(0, 1, 20, 30).changed(0, 40, 50, "x", 3), Check.BOTH_IDS_ALIVE);
        }

        @Test
        void itIsAliveUnderTheFirstOfThreeIds() {
            isBroken(begun().renamed(0, 1, 20, 30).renamed(1, 2, 40, 50).alive(0, 60, 70), Check.BOTH_IDS_ALIVE);
        }

        @Test
        void itGetsTwoNewIds() {
            isBroken(begun().renamed(0, 1, 20, 30).renamed(0, 2, 20, 30), Check.BOTH_IDS_ALIVE);
        }

        @Test
        void theOldIdMayBeAliveWhileTheChangeIsUnderWayOrItsEndUnknown() {
            isKept(begun().renamed(0, 1, 20, 30).alive(0, 25, 50).alive(1, 40, 50));
            isKept(begun().renameFailed(0, 1, 20, 30).alive(0, 40, 50).alive(1, 60, 70));
        }
    }

    @Nested
    class Logout {

        @Test
        void theSessionIsAliveAfterIt() {
            isBroken(begun().deleted(0, 20, 30).alive(0, 40, 50), Check.ALIVE_AFTER_LOGOUT);
        }

        @Test
        void theSessionIsAliveAfterItSaidThatThereWasNothing() {
            isBroken(begun().alive(0, 11, 12).notThere(0, 20, 30).alive(0, 40, 50), Check.ALIVE_AFTER_LOGOUT);
        }

        @Test
        void anOlderIdIsAliveAfterIt() {
            isBroken(
                    begun().renamed(0, 1, 20, 30).deleted(1, 40, 50).alive(0, 60, 70),
                    Check.BOTH_IDS_ALIVE,
                    Check.ALIVE_AFTER_LOGOUT);
        }

        @Test
        void itMissesTheIdChange() {
            isBroken(begun().renamed(0, 1, 20, 40).notThere(0, 30, 45).alive(1, 60, 70), Check.LOGOUT_MISSED_NEW_ID);
            isBroken(begun().renamed(0, 1, 20, 25).notThere(0, 30, 45).alive(1, 60, 70), Check.LOGOUT_MISSED_NEW_ID);
        }

        @Test
        void aCreateThatIsSavedAgainBringsItBack() {
            isBroken(
                    new Script()
                            .createFailed(0, 10)
                            .alive(0, 12, 13)
                            .deleted(0, 20, 30)
                            .createdAgain(0, 40, 50)
                            .alive(0, 60, 70),
                    Check.SAVED_AFTER_LOGOUT);
        }

        @Test
        void whatOverlapsOrFailsPromisesNothing() {
            isKept(begun().deleted(0, 20, 30).alive(0, 25, 50));
            isKept(begun().deleteFailed(0, 20, 30).alive(0, 40, 50));
        }

        @Test
        void whatWasNotThereYetIsNotEnded() {
            isKept(new Script().createFailed(0, 10).notThere(0, 20, 30).alive(0, 40, 50));
        }
    }

    @Nested
    class DeleteByUser {

        @Test
        void itLeavesASession() {
            isBroken(begun().deletedByUser(USER, 20, 30, 0).alive(0, 40, 50), Check.USERS_SESSION_LEFT);
        }

        @Test
        void itLeavesOneWhoseIdChangesMeanwhile() {
            isBroken(
                    begun().renamed(0, 1, 22, 28).deletedByUser(USER, 20, 30, 0).alive(1, 40, 50),
                    Check.USERS_SESSION_LEFT);
        }

        @Test
        void aCreateThatIsSavedAgainBringsOneBack() {
            isBroken(
                    new Script()
                            .createFailed(0, 10)
                            .alive(0, 12, 13)
                            .deletedByUser(USER, 20, 30, 1)
                            .createdAgain(0, 40, 50)
                            .alive(0, 60, 70),
                    Check.USERS_SESSION_LEFT);
        }

        @Test
        void itEndsOneThatHasAnotherUserByThen() {
            isBroken(
                    begun().found(0, 11, 12, EMPTY)
                            .changed(0, 22, 24, Operation.USER, 3)
                            .deletedByUser(USER, 20, 30, 1)
                            .absent(0, 40, 50),
                    Check.OTHER_USERS_SESSION_ENDED,
                    Check.WRONG_COUNT);
        }

        @Test
        void itCountsTooFew() {
            isBroken(
                    begun().found(0, 11, 12, EMPTY)
                            .deletedByUser(USER, 20, 30, 0)
                            .absent(0, 40, 50),
                    Check.WRONG_COUNT);
        }

        @Test
        void itCountsTooMany() {
            isBroken(
                    begun().found(0, 11, 12, EMPTY)
                            .deletedByUser(USER, 20, 30, 2)
                            .absent(0, 40, 50),
                    Check.WRONG_COUNT);
        }

        @Test
        void whatChangesItsUserMeanwhileMayEndOrStay() {
            isKept(begun().found(0, 11, 12, EMPTY)
                    .changed(0, 22, 24, Operation.USER, 3)
                    .deletedByUser(USER, 20, 30, 0)
                    .alive(0, 40, 50));
            isKept(begun().found(0, 11, 12, EMPTY)
                    .changeFailed(0, 22, 24, Operation.USER, 3)
                    .deletedByUser(USER, 20, 30, 1)
                    .absent(0, 40, 50));
        }

        @Test
        void allOfThemEndAndAreCounted() {
            isKept(begun().found(0, 11, 12, EMPTY)
                    .session(1)
                    .created(0, 10)
                    .renamed(0, 1, 12, 22)
                    .found(1, 23, 24, EMPTY)
                    .deletedByUser(USER, 25, 30, 2)
                    .absent(1, 40, 50)
                    .session(0)
                    .absent(0, 40, 50));
        }
    }

    @Nested
    class Expiry {

        @Test
        void itIsAliveAfterItWasSeenToHaveExpired() {
            isBroken(
                    begun().found(0, 20, 21, EMPTY, 20, 1000)
                            .changed(0, 990, 1900, "x", 3)
                            .absent(0, 1010, 1020)
                            .alive(0, 1910, 1920),
                    Check.EXPIRED_ALIVE_AGAIN);
        }

        @Test
        void aSaveIsAcknowledgedAfterItWasSeenToHaveExpired() {
            isBroken(
                    begun().found(0, 20, 21, EMPTY, 20, 1000)
                            .absent(0, 1010, 1020)
                            .changed(0, 1030, 1040, "x", 3),
                    Check.EXPIRED_ALIVE_AGAIN);
        }

        @Test
        void aNodeWhoseClockIsBehindDoesNotExcuseItForEver() {
            isBroken(
                    begun().found(0, 20, 21, EMPTY, 20, 1500)
                            .ahead(500)
                            .absent(0, 1010, 1020)
                            .ahead(0)
                            .alive(0, 1530, 1540),
                    Check.EXPIRED_ALIVE_AGAIN);
        }

        @Test
        void aNodeWhoseClockIsBehindSeesItLongerAndMayExtendIt() {
            isKept(begun().found(0, 20, 21, EMPTY, 20, 1500)
                    .ahead(500)
                    .absent(0, 1010, 1020)
                    .ahead(0)
                    .alive(0, 1400, 1410)
                    .changed(0, 1420, 1430, "x", 3)
                    .ahead(500)
                    .alive(0, 1540, 1550));
        }

        @Test
        void itsBeginnerMayBeginItAnew() {
            isKept(new Script()
                    .createFailed(0, 10)
                    .found(0, 20, 21, EMPTY, 20, 1000)
                    .absent(0, 1010, 1020)
                    .createdAgain(0, 1030, 1040)
                    .alive(0, 1050, 1060));
        }

        @Test
        void itIsAbsentThoughItHasNotExpired() {
            isBroken(begun().found(0, 20, 21, EMPTY, 20, 1000).absent(0, 900, 950), Check.ABSENT_WITHOUT_REASON);
        }

        @Test
        void itIsAbsentUnderBothIds() {
            isBroken(
                    begun().found(0, 20, 21, EMPTY, 20, 1000)
                            .renamed(0, 1, 30, 40)
                            .absent(1, 50, 60)
                            .absent(0, 50, 60),
                    Check.ABSENT_WITHOUT_REASON);
        }

        @Test
        void itIsAbsentWhenItHasExpiredOrItsIdIsBeingChanged() {
            isKept(begun().found(0, 20, 21, EMPTY, 20, 1000).absent(0, 1000, 1010));
            isKept(begun().found(0, 20, 21, EMPTY, 20, 1000).ahead(200).absent(0, 850, 860));
            isKept(begun().found(0, 20, 21, EMPTY, 20, 1000)
                    .renameFailed(0, 1, 30, 40)
                    .absent(0, 50, 60));
        }

        @Test
        void theLastAccessGoesBack() {
            isBroken(
                    begun().found(0, 20, 21, EMPTY, 500).renamed(0, 1, 22, 30).found(1, 40, 50, EMPTY, 100),
                    Check.TIMES_WENT_BACK);
        }

        @Test
        void theExpiryGoesBack() {
            isBroken(
                    begun().found(0, 20, 21, EMPTY, 20, 5000).found(0, 40, 50, EMPTY, 20, 4000), Check.TIMES_WENT_BACK);
        }

        @Test
        void anotherIntervalMayEndItEarlier() {
            isKept(begun().found(0, 20, 21, EMPTY, 20, 5000)
                    .changed(0, 22, 30, Operation.INTERVAL, 3)
                    .found(0, 40, 50, with(Operation.INTERVAL, 3), 20, 4000));
        }
    }

    @Nested
    class ToldThatItHasEnded {

        @Test
        void whatItWroteIsCarriedOverByAnIdChange() {
            isBroken(
                    begun().renamed(0, 1, 25, 40).changeEnded(0, 20, 50, "x", 3).found(1, 60, 70, with("x", 3)),
                    Check.ENDED_THOUGH_WRITTEN);
        }

        @Test
        void whatItRemovedIsGone() {
            isBroken(
                    begun().changed(0, 11, 15, "x", 3)
                            .renamed(0, 1, 25, 40)
                            .changeEnded(0, 20, 50, "x", -4)
                            .found(1, 60, 70, EMPTY),
                    Check.ENDED_THOUGH_WRITTEN);
        }

        @Test
        void itMayHaveBeenReadBeforeItWasEndedByADelete() {
            isKept(begun().changeEnded(0, 20, 50, "x", 3)
                    .found(0, 25, 30, with("x", 3))
                    .deleted(0, 31, 40));
        }
    }

    @Test
    void aCreateWhoseAnswerWasLostIsRefusedWhenItIsSavedAgain() {
        isBroken(new Script().createFailed(0, 10).createRefused(0, 20, 30), Check.REFUSED_FOR_NOTHING);
    }
}
