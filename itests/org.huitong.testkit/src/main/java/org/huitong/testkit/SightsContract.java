// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Profile.Promise;
import org.huitong.api.connector.Remedy;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

/** How every connector tells what its account sees: in both languages, once each, and with a way out where there is one. */
public interface SightsContract {
    /** The connector under test, as {@code CallbackContract} has it or of its own. */
    Connector seeing();

    @Test
    default void tellsWhatItSeesInBothLanguages() {
        List<Profile.Sight> sights = seeing().profile().sights();
        assertThat(sights).isNotEmpty().doesNotHaveDuplicates();
        assertThat(sights).extracting(Profile.Sight::what).doesNotHaveDuplicates();
        assertThat(sights).allSatisfy(sight -> {
            isSaid(sight.what());
            isSaid(sight.why());
            sight.remedies().stream().map(Remedy::how).forEach(SightsContract::isSaid);
        });
    }

    @Test
    default void promisesNoMoreThanItKeeps() {
        assertThat(seeing().profile().sights()).allSatisfy(sight -> {
            if (sight.promise() == Promise.WITHHELD) {
                assertThat(sight.remedies()).as(sight.what().en()).isNotEmpty();
            }
            if (sight.promise() == Promise.NEVER) {
                assertThat(sight.remedies()).as(sight.what().en()).isEmpty();
            }
            if (sight.promise() == Promise.BROUGHT) {
                assertThat(sight.signs()).as(sight.what().en()).isNotEmpty();
            }
        });
    }

    private static void isSaid(LocalText words) {
        assertThat(words.zh()).isNotBlank();
        assertThat(words.en()).isNotBlank();
    }
}
