// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.Writing;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvable;
import org.junit.jupiter.api.Test;

/** Handing files on, on either database. */
interface TransferContract {
    Office office();

    @Test
    default void aFileGoesToAColleagueAndIsTakenWithALogOfIt() throws IOException {
        Response answer = hand("li", "up", "internal", "wang");
        assertThat(answer.getStatus()).isEqualTo(201);
        TransferJson sent = (TransferJson) answer.getEntity();
        assertThat(sent.state()).isEqualTo("sent");
        assertThat(office().outbox.lines().toString()).contains("wang: 【文件传送】李工 给您传来文件：报价.pdf");
        assertThat(office().files.needs).containsValue(office().clock.instant().plus(Duration.ofDays(14)));

        TransferJson seen = office().one(sent.id(), "wang");
        assertThat(seen.name()).contains("报价.pdf");
        assertThat(seen.downloads()).isEmpty();
        assertThat(office().list("in", "wang").items())
                .extracting(TransferJson::id)
                .containsExactly(sent.id());
        assertThat(office().list("in", "li").items()).isEmpty();

        Response content = office().resource.content(sent.id(), Office.caller("wang"));
        assertThat(content.getHeaderString("Content-Disposition")).contains("%E6%8A%A5%E4%BB%B7.pdf");
        try (InputStream in = (InputStream) content.getEntity()) {
            assertThat(in.readAllBytes()).isEqualTo(Office.BYTES);
        }
        TransferJson after = office().one(sent.id(), "li");
        assertThat(after.downloads().orElseThrow()).singleElement().satisfies(download -> assertThat(download.byName())
                .isEqualTo("王工"));
        assertThat(after.to()).singleElement().satisfies(to -> assertThat(to.fetchedAt())
                .isPresent());
        assertThat(office().audit.lines().toString()).contains("file.transfer").contains("file.download");

        assertThat(status(() -> office().one(sent.id(), "zhao"))).isEqualTo(404);
        assertThat(status(() -> office().resource.content(sent.id(), Office.caller("zhao"))))
                .isEqualTo(404);
        assertThat(status(() -> office().resource.content(sent.id(), Office.caller("guard"))))
                .isEqualTo(403);
    }

    @Test
    default void acrossDepartmentsTheHeadIsAskedFirst() throws Exception {
        Response answer = hand("li", "up", "internal", "zhao");
        assertThat(answer.getStatus()).isEqualTo(202);
        TransferJson waiting = (TransferJson) answer.getEntity();
        assertThat(waiting.state()).isEqualTo("waiting");
        assertThat(office().outbox.lines()).isEmpty();
        assertThat(status(() -> office().one(waiting.id(), "zhao"))).isEqualTo(404);
        assertThat(office().list("in", "zhao").items()).isEmpty();
        assertThat(office().heads.asked).singleElement().satisfies(request -> {
            assertThat(request.chain()).containsExactly("department-head");
            assertThat(request.concerned()).isEqualTo("li");
            assertThat(request.difference().zh()).contains("报价.pdf").contains("赵工");
        });

        assertThat(office().approve()).isEqualTo(new Approvable.Outcome.Done());
        assertThat(office().one(waiting.id(), "zhao").state()).isEqualTo("sent");
        assertThat(office().outbox.lines().toString()).contains("zhao: 【文件传送】");
        // The last approval was given twice.
        assertThat(office().approve()).isInstanceOf(Approvable.Outcome.Overtaken.class);
    }

    @Test
    default void whatWasRefusedOrIsNotAllowedAnyMoreDoesNotGo() throws Exception {
        TransferJson refused =
                (TransferJson) hand("li", "up", "internal", "zhao").getEntity();
        office().heads.verdict = "refused";
        assertThat(office().one(refused.id(), "li").state()).isEqualTo("refused");

        office().rights.give("li");
        assertThat(office().approve()).isInstanceOf(Approvable.Outcome.Overtaken.class);
        assertThat(office().one(refused.id(), "li").state()).isEqualTo("overtaken");
        assertThat(office().files.needs).doesNotContainKey("transfer " + refused.id());
        assertThat(office().outbox.lines()).isEmpty();
    }

    @Test
    default void onlyTheManagementHandsOnWhatIsConfidentialAndItStaysInTheHub() {
        Problem problem = problem(() -> hand("li", "core", null, "wang"));
        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem.word()).isEqualTo("tier-not-yours");
        // Nobody calls a message's file less secret than the message.
        assertThat(problem(() -> hand("li", "core", "public", "wang")).word()).isEqualTo("tier-not-yours");
        assertThat(problem(() -> hand("li", "copy", "public", "wang")).word()).isEqualTo("tier-not-yours");
        assertThat(office().audit.lines().toString()).contains("file.transfer");

        TransferJson sent = (TransferJson) hand("boss", "core", null, "wang").getEntity();
        assertThat(sent.tier()).isEqualTo("confidential");
        assertThat(office().outbox.letters()).singleElement().satisfies(letter -> {
            assertThat(((Writing.Text) letter.writing()).text()).contains("密级：核心商密");
            assertThat(letter.quotes()).containsExactly(message(2));
        });
    }

    @Test
    default void whatIsOverIsNotTakenAnyMore() {
        TransferJson sent = (TransferJson) hand("li", "up", "internal", "wang").getEntity();
        TransferJson other = (TransferJson) hand("li", "up", "internal", "wang").getEntity();
        TransferJson own = (TransferJson) hand("li", "msg", "internal", "wang").getEntity();

        assertThat(office().files.needs).containsKey("transfer " + other.id());
        office().resource.withdraw(other.id(), Office.caller("li"));
        assertThat(office().files.needs).doesNotContainKey("transfer " + other.id());
        assertThat(office().one(other.id(), "wang").state()).isEqualTo("withdrawn");
        assertThat(office().outbox.recalled()).containsExactlyInAnyOrder(other.id() + ":0", other.id() + ":0:file");
        assertThat(status(() -> office().resource.content(other.id(), Office.caller("wang"))))
                .isEqualTo(410);
        assertThat(status(() -> office().resource.withdraw(other.id(), Office.caller("li"))))
                .isEqualTo(409);
        assertThat(status(() -> office().resource.withdraw(sent.id(), Office.caller("wang"))))
                .isEqualTo(403);

        office().store.write(connection -> {
            new ForgottenFiles(office().shelf, office().outbox).forget(connection, List.of(Office.MESSAGE));
            return null;
        });
        TransferJson gone = office().one(own.id(), "wang");
        assertThat(gone.state()).isEqualTo("gone");
        assertThat(gone.name()).isEmpty();
        assertThat(status(() -> office().resource.content(own.id(), Office.caller("wang"))))
                .isEqualTo(410);

        office().clock.leap(Duration.ofDays(14));
        assertThat(office().one(sent.id(), "wang").state()).isEqualTo("expired");
        assertThat(status(() -> office().resource.content(sent.id(), Office.caller("wang"))))
                .isEqualTo(410);
    }

    @Test
    default void whatBecomesMoreSecretIsNotTakenAnyMoreNorApproved() {
        TransferJson sent = (TransferJson) hand("li", "msg", "internal", "wang").getEntity();
        TransferJson waiting =
                (TransferJson) hand("li", "msg", "internal", "zhao").getEntity();
        TransferJson higher =
                (TransferJson) hand("boss", "msg", "secret", "wang").getEntity();

        found(Secrecy.INTERNAL);
        assertThat(office().one(sent.id(), "wang").state()).isEqualTo("sent");
        found(Secrecy.SECRET);
        assertThat(office().one(sent.id(), "wang").state()).isEqualTo("raised");
        assertThat(status(() -> office().resource.content(sent.id(), Office.caller("wang"))))
                .isEqualTo(410);
        assertThat(office().one(higher.id(), "wang").state()).isEqualTo("sent");
        assertThat(office().outbox.recalled())
                .contains(sent.id() + ":0", sent.id() + ":0:file")
                .doesNotContain(higher.id() + ":0");
        assertThat(office().approve()).isInstanceOf(Approvable.Outcome.Overtaken.class);
        assertThat(office().one(waiting.id(), "li").state()).isEqualTo("overtaken");
        assertThat(status(() -> office().one(waiting.id(), "zhao"))).isEqualTo(404);

        read(new Entry.Quarantined(
                9,
                1,
                Entry.Liveness.LIVE,
                Office.MESSAGE,
                "wecom",
                office().clock.instant()));
        TransferJson gone = office().one(higher.id(), "wang");
        assertThat(gone.state()).isEqualTo("gone");
        assertThat(gone.name()).isEmpty();
    }

    @Test
    default void whoeverHandsOnWithoutEndIsStopped() {
        for (int i = 0; i < 60; i++) {
            assertThat(hand("li", "up", "internal", "wang").getStatus()).isEqualTo(201);
        }
        assertThat(problem(() -> hand("li", "up", "internal", "wang")))
                .extracting(Problem::status, Problem::word)
                .containsExactly(429, "too-many-transfers");
        assertThat(hand("boss", "up", "internal", "wang").getStatus()).isEqualTo(201);
        office().clock.leap(Duration.ofHours(1));
        assertThat(hand("li", "up", "internal", "wang").getStatus()).isEqualTo(201);
    }

    @Test
    default void whatWasRefusedIsNotWithdrawnAndWhatNeverWentIsNothingForOthers() {
        TransferJson refused =
                (TransferJson) hand("li", "up", "internal", "zhao").getEntity();
        office().heads.verdict = "refused";
        assertThat(status(() -> office().resource.withdraw(refused.id(), Office.caller("li"))))
                .isEqualTo(409);
        office().heads.verdict = "waiting";
        assertThat(office().resource.withdraw(refused.id(), Office.caller("li")).state())
                .isEqualTo("withdrawn");
        assertThat(status(() -> office().one(refused.id(), "zhao"))).isEqualTo(404);
        assertThat(office().list("in", "zhao").items()).isEmpty();
    }

    private void found(Secrecy secrecy) {
        Finding finding = new Finding("secrecy", 1, "s", Set.of(Mark.of(Mark.Kind.SECRECY, secrecy.word())));
        read(new Entry.Found(8, 1, Entry.Liveness.LIVE, Office.SAID, Optional.empty(), finding, finding.marks()));
    }

    private void read(Entry entry) {
        office().store.write(connection -> {
            new ForgottenFiles(office().shelf, office().outbox).read(List.of(entry), connection);
            return null;
        });
    }

    @Test
    default void aRoomGetsTheFileWhereOneMayWriteInIt() {
        TransfersResource.RecipientJson room = new TransfersResource.RecipientJson(null, "wecom", "app", "wr1");
        TransfersResource.WishJson wish = new TransfersResource.WishJson("up", List.of(room), "internal", null);
        assertThat(problem(() -> office().resource.hand(wish, false, Office.caller("li")))
                        .word())
                .isEqualTo("room-not-yours");
        assertThat(office().outbox.lines()).isEmpty();
    }

    @Test
    default void whatIsAskedForWronglySaysWhatToMend() {
        assertThat(status(() -> hand("li", "unknown", null, "wang"))).isEqualTo(404);
        assertThat(status(() -> hand("li", "up", "top", "wang"))).isEqualTo(400);
        assertThat(status(() -> office().resource.hand(null, false, Office.caller("li"))))
                .isEqualTo(400);
        assertThat(status(() -> office().resource
                        .hand(new TransfersResource.WishJson("up", List.of(), null, null), false, Office.caller("li"))))
                .isEqualTo(400);
        assertThat(status(() -> office().list("all", "li"))).isEqualTo(403);
        assertThat(office().list("all", "guard").items()).isEmpty();
        office().desk.approvals = null;
        assertThat(problem(() -> hand("li", "up", "internal", "zhao")).word()).isEqualTo("approvals-away");
        assertThat(office().list("out", "li").items()).isEmpty();
    }

    @Test
    default void theRulesAreChangedAgainstTheVersionThatWasRead() {
        TiersResource.TierJson read = office().tiers.list().items().get(Secrecy.INTERNAL.ordinal());
        assertThat(read.version()).isZero();
        TiersResource.TierJson misspelt = new TiersResource.TierJson(
                "internal", read.title(), List.of("nosuchrole"), List.of(), "never", false, 3, 0);
        assertThat(status(() -> office().tiers.change("internal", misspelt, Office.caller("guard"))))
                .isEqualTo(400);
        TransferJson sent = (TransferJson) hand("li", "up", "internal", "wang").getEntity();
        office().outbox.clear();
        TiersResource.TierJson wanted =
                new TiersResource.TierJson("internal", read.title(), List.of(), List.of(), "never", false, 3, 0);
        assertThat(office().tiers
                        .change("internal", wanted, Office.caller("guard"))
                        .version())
                .isEqualTo(1);
        assertThat(office().outbox.recalled()).containsExactly(sent.id() + ":0:file");
        assertThat(status(() -> office().tiers.change("internal", wanted, Office.caller("guard"))))
                .isEqualTo(409);
        assertThat(hand("li", "up", "internal", "zhao").getStatus()).isEqualTo(201);
        assertThat(office().outbox.lines()).hasSize(1);
    }

    private Response hand(String by, String file, String tier, String to) {
        return office().resource
                .hand(
                        new TransfersResource.WishJson(
                                file, List.of(new TransfersResource.RecipientJson(to, null, null, null)), tier, "请查收"),
                        false,
                        Office.caller(by));
    }

    private static int status(ThrowingCallable call) {
        return problem(call).status();
    }

    private static Problem problem(ThrowingCallable call) {
        return catchThrowableOfType(call, Problem.class);
    }

    /** A message's id, as text. */
    static MessageId message(int n) {
        byte[] bytes = new byte[16];
        bytes[15] = (byte) n;
        return MessageId.ofBytes(bytes);
    }
}
