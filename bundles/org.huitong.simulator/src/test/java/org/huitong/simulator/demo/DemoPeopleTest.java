// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Script;
import org.junit.jupiter.api.Test;

class DemoPeopleTest {
    private static List<String[]> rows() throws IOException {
        return new String(DemoPeople.list(), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    @Test
    void areSixtyOfFiveCompaniesAndTenDepartments() throws IOException {
        assertThat(rows()).hasSize(60).allMatch(row -> row.length == 16);
        assertThat(rows().stream().map(row -> row[2]).distinct()).hasSize(5);
        assertThat(rows().stream().map(row -> row[3]).distinct()).hasSize(10);
        assertThat(rows().stream().map(row -> row[0]).distinct()).hasSize(60);
    }

    @Test
    void areThoseWhoSpeakAndTwoOfThemHaveNoAccount() throws IOException {
        for (Person person : Script.ofTheDay().people()) {
            assertThat(rows())
                    .filteredOn(row -> row[1].equals(person.name()) && row[3].equals(person.department()))
                    .hasSize(1)
                    .allMatch(row -> row[10].equals(person.id())
                            || row[10].isEmpty() && List.of("dengp", "fengtt").contains(person.id()));
        }
    }

    @Test
    void eachCompanyHasWhomToAskAboutTheAudit() throws IOException {
        assertThat(rows())
                .filteredOn(row -> List.of(row[15].split("、")).contains(DemoInstruction.SUBJECT))
                .extracting(row -> row[2])
                .containsExactlyInAnyOrder("华诚制造", "华诚华南", "华诚华北", "华诚西南", "华诚国际");
    }
}
