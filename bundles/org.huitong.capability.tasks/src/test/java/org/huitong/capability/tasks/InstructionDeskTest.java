// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.people.Person;
import org.huitong.capability.tasks.Instruction.Addressee;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstructionDeskTest {
    private final Office office = new Office(new DerbyStore());

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void eachIsRemindedThenItFallsToTheSuperiorAndIsNamedAsUnconfirmed() {
        Instruction sent = send("2026-03-11T13:00", "p4", "p6");
        office.until("2026-03-11T10:00");
        Addressee six = of(sent, "p6");
        assertThat(confirm(six, "@feishu")).isTrue();
        office.until("2026-03-12T18:00");
        assertThat(office.outbox.lines())
                .containsExactly("p4: 【指令】今天下班前盘点", "p6: 【指令】今天下班前盘点", "p4: 【指令提醒】今天下班前盘点", "p2: 【指令·代办】今天下班前盘点");
        assertThat(of(sent, "p4").state()).isEqualTo(Addressee.UNCONFIRMED);
        assertThat(of(sent, "p4").told()).isEqualTo("p2");
        assertThat(of(sent, "p6").state()).isEqualTo(Addressee.CONFIRMED);
        assertThat(of(sent, "p6").confirmedAt()).contains(Office.at("2026-03-11T10:00"));
    }

    @Test
    void whoIsAwayIsStoodInForAtOnce() {
        office.roster =
                new Company().away("p4", "2026-03-11", "2026-03-13", "p6").roster();
        Instruction sent = send("2026-03-11T13:00", "p4");
        assertThat(office.outbox.lines()).containsExactly("p6: 【指令】今天下班前盘点");
        assertThat(of(sent, "p4").told()).isEqualTo("p6");
    }

    @Test
    void whatIsConfirmedStaysSo() {
        Instruction sent = send("2026-03-11T13:00", "p4");
        Addressee before = of(sent, "p4");
        confirm(before, "page");
        assertThat(confirm(before, "@wecom")).isFalse();
        assertThat(office.outbox.settled()).containsExactly("instruction:" + before.id() + ": 已确认");
        Optional<?> next = office.store.write(c -> office.instructions.again(c, before.id()));
        assertThat(next).isEmpty();
        assertThat(of(sent, "p4").how()).contains("page");
        assertThat(office.outbox.lines()).hasSize(1);
    }

    private boolean confirm(Addressee addressee, String how) {
        return office.store.write(c -> office.instructions.confirm(c, addressee, how));
    }

    private Instruction send(String confirmBy, String... to) {
        List<Person> people =
                Stream.of(to).map(id -> office.roster.person(id).orElseThrow()).toList();
        return office.store.write(
                c -> office.instructions.send(c, "今天下班前盘点", people, Optional.of(Office.at(confirmBy)), Office.LI));
    }

    private Addressee of(Instruction instruction, String person) {
        return office.store.read(c -> office.instructionShelf.addressees(c, instruction.id())).stream()
                .filter(a -> a.person().equals(person))
                .findFirst()
                .orElseThrow();
    }
}
