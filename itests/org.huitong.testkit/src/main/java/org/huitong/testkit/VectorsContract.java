// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.huitong.testkit.Vectors.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A platform's own samples say what its table says. A connector's test implements this. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public interface VectorsContract {
    Vectors vectors();

    /** The message that the connector makes of a sample. */
    Message message(Row row);

    /** When a message was sent, in the table's own words. */
    Instant sentAt(Row row);

    /** The answer to a sample whose key is not known. */
    Reception answerToClosed(Row row);

    @BeforeAll
    default void areThere() {
        assumeTrue(vectors().arePresent(), "no samples of the platform beside the project: nothing to compare with");
    }

    @Test
    default void theTableNamesEachFileOnce() {
        assertThat(vectors().table()).extracting(Row::file).doesNotHaveDuplicates();
        assertThat(vectors().table()).extracting(Row::how).doesNotContain("");
    }

    /** A sample that is newer than the table is shown as skipped, by its name. */
    @TestFactory
    default Stream<DynamicTest> everyFileIsAccountedFor() {
        Set<String> known = vectors().table().stream().map(Row::file).collect(Collectors.toSet());
        return vectors().names().stream()
                .map(name -> dynamicTest(name, () -> assumeTrue(known.contains(name), name + " is not in the table")));
    }

    /** A row whose sample is not there is shown as skipped too: an older set of samples is no defect. */
    @TestFactory
    default Stream<DynamicTest> everyRowHasItsSample() {
        Set<String> there = Set.copyOf(vectors().names());
        return vectors().table().stream()
                .map(row -> dynamicTest(
                        row.file(),
                        () -> assumeTrue(there.contains(row.file()), row.file() + " is not among the samples here")));
    }

    @TestFactory
    default Stream<DynamicTest> saysWhatItSays() {
        return vectors().table().stream()
                .filter(row -> !row.type().isEmpty())
                .map(row -> dynamicTest(row.file(), () -> saysWhatItSays(row)));
    }

    private void saysWhatItSays(Row row) {
        Message message = message(row);

        assertThat(message.content().type().word()
                        + message.content()
                                .event()
                                .map(event -> " " + event.name())
                                .orElse(""))
                .isEqualTo(row.type());
        assertThat(message.sender().id()).isEqualTo(row.sender());
        assertThat(message.conversation().id()).isEqualTo(row.conversation());
        assertThat(message.key().nativeId()).matches(Vectors.pattern(row.nativeId()));
        assertThat(message.sentAt()).isEqualTo(sentAt(row));
        assertThat(message.content().text().orElse("")).isEqualTo(row.text());
    }

    @TestFactory
    default Stream<DynamicTest> refusesWhatItCannotOpen() {
        return vectors()
                .brought("closed")
                .map(row -> dynamicTest(
                        row.file(), () -> assertThat(answerToClosed(row)).isInstanceOf(Reception.Refused.class)));
    }
}
