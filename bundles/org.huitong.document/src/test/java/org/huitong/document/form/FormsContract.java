// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.document.FileKind;
import org.huitong.api.web.Problem;
import org.huitong.document.Language;
import org.huitong.document.Samples;
import org.junit.jupiter.api.Test;

/** How forms are taken, kept and used, on either database. */
interface FormsContract {
    Asker CLERK = new Asker("zhang", "张三", Optional.empty());

    FormOffice office();

    private Form take(FileKind kind, byte[] file) {
        return office().forms.take("roster", kind, "花名册.xlsx", file, Samples.report(), CLERK);
    }

    @Test
    default void keeps_every_version_and_uses_the_newest() {
        byte[] sheet = OwnForms.sheet();
        take(FileKind.XLSX, sheet);
        Form second = take(FileKind.XLSX, OwnForms.beginning(FileKind.XLSX));
        take(FileKind.DOCX, OwnForms.text());
        assertThat(office().forms.of("roster"))
                .extracting(f -> f.kind().word() + " " + f.version())
                .containsExactlyInAnyOrder("xlsx 2", "xlsx 1", "docx 1");
        assertThat(office().forms.bytes("roster", FileKind.XLSX, 1)).isEqualTo(sheet);
        assertThat(office().forms.formats()).containsOnlyKeys("roster");
        assertThat(office().forms.formats().get("roster")).containsExactly("xlsx", "docx");
        assertThat(second.sha256()).hasSize(64);
        assertThat(office().audit.lines())
                .contains("zhang documents.forms document-form:roster.xlsx done")
                .hasSize(3);
        assertThat(office().audit.differences().get(1).before()).startsWith("1\n花名册.xlsx\n");
    }

    @Test
    default void is_out_of_use_once_it_is_retired_and_begins_again_with_the_next_version() {
        take(FileKind.XLSX, OwnForms.sheet());
        office().forms.retire("roster", FileKind.XLSX, CLERK);
        assertThat(office().forms.formats()).isEmpty();
        assertThatThrownBy(this::filled).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status())
                .isEqualTo(404));
        assertThatThrownBy(() -> office().forms.retire("roster", FileKind.XLSX, CLERK))
                .isInstanceOf(Problem.class);
        assertThat(take(FileKind.XLSX, OwnForms.sheet()).version()).isEqualTo(2);
        assertThat(filled()).startsWith('P', 'K');
    }

    @Test
    default void takes_nothing_that_is_refused() {
        assertThatThrownBy(() -> take(FileKind.XLSX, OwnForms.text()))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.status()).isEqualTo(422));
        assertThat(office().forms.of("roster")).isEqualTo(List.of());
        assertThat(office().audit.lines()).containsExactly("zhang documents.forms document-form:roster.xlsx refused");
    }

    private byte[] filled() {
        return Samples.press().filled("roster", Samples.report(), Language.CHINESE, FileKind.XLSX, office().forms);
    }
}
