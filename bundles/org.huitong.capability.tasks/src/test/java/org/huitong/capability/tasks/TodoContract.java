// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.reader.Entry;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.junit.jupiter.api.Test;

/** A task stands in the platform's own list of whoever is to see to it, and only there; what is ticked off there is done. */
interface TodoContract {
    Office office();

    @Test
    default void standsInTheListOfWhoSeesToIt() {
        Office office = pinned();
        Task task = office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        pass(office);
        assertThat(office.pinboard.open()).containsExactly("ou_p4: 盘点");
        assertThat(office.pinboard.pinned.values())
                .allMatch(one -> one.link().equals("https://hub.example/#/tasks?task=" + task.id()));

        change(office, task.id(), now -> now.assigned(Optional.of("p3"), now.department()));
        assertThat(office.pinboard.open()).containsExactly("ou_p3: 盘点");
        change(office, task.id(), now -> now.assigned(Optional.of("p4"), now.department()));
        assertThat(office.pinboard.open()).containsExactly("ou_p4: 盘点");
        change(office, task.id(), now -> now.in(TaskState.DONE, office.clock.instant()));
        assertThat(office.pinboard.open()).isEmpty();
        change(office, task.id(), now -> now.in(TaskState.OPEN, office.clock.instant()));
        assertThat(office.pinboard.open()).containsExactly("ou_p4: 盘点");
        change(office, task.id(), now -> now.in(TaskState.CANCELLED, office.clock.instant()));
        assertThat(office.pinboard.pinned).isEmpty();
    }

    @Test
    default void whatIsTickedOffThereIsDoneInTheNameOfWhoseListItIs() {
        Office office = pinned();
        Task task = office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        pass(office);
        // Somebody says so who has nothing to say: it is asked, and stands open.
        tell(office, Entry.Liveness.LIVE);
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.OPEN);
        office.pinboard.tick();
        tell(office, Entry.Liveness.REPLAYED);
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.OPEN);
        tell(office, Entry.Liveness.LIVE);

        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.DONE);
        assertThat(office.audit.lines()).contains("@feishu tasks.change task:" + task.id() + " done");
        int told = office.pinboard.told.size();
        pass(office);
        tell(office, Entry.Liveness.LIVE);
        assertThat(office.pinboard.told).hasSize(told);
    }

    @Test
    default void whatWasHandedOnMeanwhileIsNotDoneByWhoHadIt() {
        Office office = pinned();
        Task task = office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        pass(office);
        office.pinboard.tick();
        office.store.write(c -> {
            Task now = office.shelf.find(c, task.id()).orElseThrow();
            return office.desk.change(
                    c, now, now.assigned(Optional.of("p3"), now.department()), Office.LI, Optional.empty());
        });
        tell(office, Entry.Liveness.LIVE);
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.OPEN);
        assertThat(office.pinboard.open()).containsExactly("ou_p3: 盘点");
    }

    @Test
    default void aListThatIsAwayIsToldLater() {
        Office office = pinned();
        office.pinboard.away = true;
        office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        pass(office);
        assertThat(office.pinboard.pinned).isEmpty();
        office.pinboard.away = false;
        office.until("2026-03-11T09:15");
        assertThat(office.pinboard.open()).containsExactly("ou_p4: 盘点");
        int told = office.pinboard.told.size();
        office.until("2026-03-11T09:45");
        assertThat(office.pinboard.told).hasSize(told);
    }

    @Test
    default void aListThatDoesNotTakeItIsNotAskedAgainBeforeItChanges() {
        Office office = pinned();
        office.pinboard.refusing = true;
        Task task = office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        pass(office);
        office.pinboard.refusing = false;
        office.until("2026-03-11T09:45");
        assertThat(office.pinboard.told).isEmpty();
        change(office, task.id(), now -> now.in(TaskState.DOING, office.clock.instant()));
        assertThat(office.pinboard.open()).containsExactly("ou_p4: 盘点");
    }

    private Office pinned() {
        Office office = office();
        office.pin();
        return office;
    }

    private static void pass(Office office) {
        office.clock.set(office.clock.instant().plusSeconds(1));
        office.ringer.ringAll(office.clock.instant());
    }

    private static void change(Office office, String id, java.util.function.UnaryOperator<Task> how) {
        office.store.write(c -> {
            Task now = office.shelf.find(c, id).orElseThrow();
            return office.desk.change(c, now, how.apply(now), Office.LI, Optional.empty());
        });
        pass(office);
    }

    /** The platform tells that something happened to each entry that ever stood there. */
    private static void tell(Office office, Entry.Liveness liveness) {
        List<String> keys = List.copyOf(office.pinboard.pinned.keySet());
        for (String key : keys) {
            Content content = new ContentBuilder()
                    .event("task", LocalText.of("任务已修改", "a task was changed"))
                    .build(MessageType.EVENT);
            Message message = new Message(
                    new MessageKey("feishu", "acme", "m-" + key),
                    "hc",
                    Conversation.ofEvents("feishu", "acme"),
                    Sender.person("ou_p4", "ou_p4"),
                    content,
                    office.clock.instant(),
                    1,
                    "pin " + key);
            Entry said = new Entry.Said(1, 1, liveness, message, 1, false, office.clock.instant(), List.of(), Set.of());
            office.store.write(c -> {
                office.todoReader().read(List.of(said), c);
                return null;
            });
        }
        pass(office);
    }
}
