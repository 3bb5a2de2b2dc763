// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Active Directory says in its own way. */
class ActiveDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

    @Test
    void theFirstThreeFieldsOfAnObjectGuidAreLittleEndian() {
        // The example of MS-DTYP 2.3.4.
        byte[] bytes = HexFormat.of().parseHex("78563412341278561234567890abcdef");
        assertThat(ObjectGuid.text(bytes)).isEqualTo("12345678-1234-5678-1234-567890abcdef");
    }

    @ParameterizedTest
    @CsvSource({
        "52e, ''",
        "525, ''",
        "530, hours",
        "531, workstations",
        "532, expired",
        "533, disabled",
        "701, expired",
        "773, change",
        "775, locked"
    })
    void whatTheSubCodesMean(String code, String word) {
        Optional<LocalText> reason = AdWords.reason(
                "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data " + code + ", v2580");
        if (word.isEmpty()) {
            assertThat(reason).isEmpty();
        } else {
            assertThat(reason.orElseThrow().en()).contains(word);
        }
        assertThat(AdWords.reason(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "512, 0, true",
        "514, 0, false",
        "512, 9223372036854775807, true",
        "66048, 133000000000000000, false",
        "512, 140000000000000000, true"
    })
    void whoIsInForce(String control, String expires, boolean good) {
        Entry entry = new Entry(
                "CN=a,DC=b", new Attribute("userAccountControl", control), new Attribute("accountExpires", expires));
        assertThat(new Standing(Optional.empty(), () -> NOW).objection(entry).isEmpty())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"member;range=0-1499, 1500", "member;Range=1500-*, -1", "member, -1"})
    void whereTheNextRangeBegins(String attribute, int next) {
        assertThat(Members.next(attribute)).isEqualTo(next);
    }
}
