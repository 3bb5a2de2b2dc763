// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Profile.Promise;
import org.huitong.api.connector.Profile.Sight;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Sign;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was said of an account, against what came: never more than is known. */
class OutlookTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");
    private static final Remedy REMEDY = Remedy.of(Remedy.Kind.PERMISSION, "开通", "grant it");

    @ParameterizedTest(name = "{0}, newest {1} days ago: {2}")
    @CsvSource({
        "BROUGHT, , UNKNOWN", "BROUGHT, 1, SEEN", "BROUGHT, 31, UNKNOWN",
        "DEPENDS, , UNKNOWN", "DEPENDS, 1, SEEN", "DEPENDS, 31, UNKNOWN",
        "WITHHELD, , WITHHELD", "WITHHELD, 1, SEEN", "WITHHELD, 31, UNKNOWN",
        "NEVER, , NEVER", "NEVER, 1, SEEN", "NEVER, 31, UNKNOWN"
    })
    void whatCameGoesBeforeWhatWasSaid(Promise promise, Integer days, Outlook.Light expected) {
        Sight sight = sight(Sign.PLAIN).as(promise).mendedBy(REMEDY);
        Map<Sign, Seen> came = days == null ? Map.of() : Map.of(Sign.PLAIN, seen(days));
        Outlook outlook = Outlook.of(sight, came, NOW);
        assertThat(outlook.light()).isEqualTo(expected);
        assertThat(outlook.remedies()).isEqualTo(expected == Outlook.Light.SEEN ? List.of() : List.of(REMEDY));
    }

    @Test
    void whatNothingProvesStaysUnknown() {
        Sight sight = sight();
        assertThat(Outlook.of(sight, Map.of(Sign.DIRECT, seen(1)), NOW).light()).isEqualTo(Outlook.Light.UNKNOWN);
    }

    @Test
    void anEventIsProvenByThoseOfItsName() {
        Map<Sign, Seen> came = Map.of(Sign.event("bpms_instance_change"), seen(1), Sign.event("user_add_org"), seen(2));
        assertThat(Outlook.of(sight(Sign.EVENT), came, NOW).seen())
                .contains(new Seen(2, NOW.minus(Duration.ofDays(1))));
        assertThat(Outlook.of(sight(Sign.event("bpms_")), came, NOW).seen()).contains(seen(1));
        assertThat(Outlook.of(sight(Sign.event("vc.")), came, NOW).light()).isEqualTo(Outlook.Light.UNKNOWN);
    }

    @ParameterizedTest(name = "{0}: plain {1}, calling {2}, {3} days ago: {4}")
    @CsvSource({
        "tellsApart, 1, 5, 1, WHOLE",
        "tellsApart, 0, 5, 1, UNKNOWN",
        "tellsApart, 0, 0, 1, UNKNOWN",
        "tellsApart, 1, 5, 31, UNKNOWN",
        "byRule, 9, 0, 1, CALLED",
        "byRule, 9, 0, 31, UNKNOWN",
        "away, 9, 9, 1, UNKNOWN"
    })
    void aGroupIsWholeOnlyWhereThatIsProven(
            String sights, long plain, long calling, int days, RoomOutlook.Light light) {
        List<Sight> said =
                switch (sights) {
                    case "tellsApart" -> List.of(
                            sight(Sign.CALLING), sight(Sign.PLAIN).mendedBy(REMEDY));
                    case "byRule" -> List.of(sight(Sign.DIRECT), sight(Sign.GROUP));
                    default -> List.of();
                };
        SeenRoom room = new SeenRoom("t", "r", plain, calling, NOW.minus(Duration.ofDays(days)));
        assertThat(RoomOutlook.of(room, said, NOW).light()).isEqualTo(light);
    }

    private static Sight sight(Sign... signs) {
        LocalText words = LocalText.of("群消息", "what is said in groups");
        return new Sight(words, true, words).shownBy(signs);
    }

    private static Seen seen(int days) {
        return new Seen(1, NOW.minus(Duration.ofDays(days)));
    }
}
