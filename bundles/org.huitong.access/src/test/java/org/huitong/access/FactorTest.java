// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Entrance.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second factor: what its codes are, and that each opens once. */
class FactorTest {
    @TempDir
    Path home;

    /** RFC 6238, appendix B, SHA-1; the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void theCodesAreThoseOfTheStandard(long second, String code) {
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(Totp.code(secret, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    /** RFC 4648, 10. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void theSecretIsWrittenAsTheStandardHasIt(String text, String base32) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
    }

    private static Account admin(Office office) {
        return office.desk.accounts().find("admin").orElseThrow();
    }

    private static String code(Office office, Factor factor, int off) {
        return Totp.code(factor.secret(), Totp.step(office.now) + off);
    }

    private static Login login(Office office, String code) {
        return office.desk.login("admin", Office.ADMIN_PASSWORD.toCharArray(), Optional.ofNullable(code), "192.0.2.7");
    }

    @Test
    void aCodeOpensOnceWithinItsTimeAndNeverAgain() throws IOException {
        try (Office office = new Office(home)) {
            Factor factor = office.desk.factors().begin(admin(office));
            assertThat(login(office, null)).as("not confirmed yet").isInstanceOf(Login.Opened.class);
            assertThat(office.desk.factors().confirm(admin(office), "000000")).isEmpty();
            String first = code(office, factor, 0);
            assertThat(office.desk.factors().confirm(admin(office), first)).isPresent();
            assertThat(login(office, null)).isInstanceOf(Login.CodeNeeded.class);
            assertThat(login(office, first)).as("used already").isInstanceOf(Login.CodeNeeded.class);
            office.pass(Duration.ofMinutes(2));
            String next = code(office, factor, 0);
            assertThat(login(office, code(office, factor, -2))).isInstanceOf(Login.CodeNeeded.class);
            assertThat(login(office, next)).isInstanceOf(Login.Opened.class);
            assertThat(login(office, next)).isInstanceOf(Login.CodeNeeded.class);
            office.reopen();
            assertThat(login(office, next)).as("also after a restart").isInstanceOf(Login.CodeNeeded.class);
            assertThat(login(office, code(office, factor, 1)))
                    .as("a clock that is ahead")
                    .isInstanceOf(Login.Opened.class);
            assertThat(office.desk.login("admin", "wrong".toCharArray(), Optional.of(code(office, factor, 1)), "x"))
                    .isInstanceOf(Login.Refused.class);
            assertThat(office.audit.lines()).contains("admin session.factor account:admin done");
        }
    }

    @Test
    void aRecoveryCodeOpensOnce() throws IOException {
        try (Office office = new Office(home)) {
            Factor factor = office.desk.factors().begin(admin(office));
            List<String> codes = office.desk
                    .factors()
                    .confirm(admin(office), code(office, factor, 0))
                    .orElseThrow();
            assertThat(codes).hasSize(10).doesNotHaveDuplicates();
            assertThat(login(office, codes.get(3).toUpperCase())).isInstanceOf(Login.Opened.class);
            office.reopen();
            assertThat(login(office, codes.get(3))).isInstanceOf(Login.CodeNeeded.class);
            assertThat(login(office, codes.get(4))).isInstanceOf(Login.Opened.class);
            office.desk.factors().remove("admin", Deeds.factor("session.factor-off", admin(office)));
            assertThat(login(office, null)).isInstanceOf(Login.Opened.class);
        }
    }

    @Test
    void guessingCodesIsSlowedAsGuessingPasswordsIs() throws IOException {
        try (Office office = new Office(home)) {
            Factor factor = office.desk.factors().begin(admin(office));
            office.desk.factors().confirm(admin(office), code(office, factor, 0));
            Login last = new Login.CodeNeeded();
            for (int i = 0; i < 12 && !(last instanceof Login.Braked); i++) {
                last = login(office, "00000" + i % 10);
            }
            assertThat(last).isInstanceOf(Login.Braked.class);
        }
    }

    @Test
    void whoHasToHaveOneCanDoNothingElseUntilItIsThere() throws IOException {
        try (Office office = new Office(home)) {
            office.settings.change(org.osgi.util.converter.Converters.standardConverter()
                    .convert(Map.of("secondFactor", "administrators"))
                    .to(AccessConfig.class));
            Login.Opened opened = (Login.Opened) login(office, null);
            assertThat(opened.session().mustChangePassword()).isTrue();
            Factor factor = office.desk.factors().begin(admin(office));
            office.desk.factors().confirm(admin(office), code(office, factor, 0));
            assertThat(office.desk.session(opened.cookie()).orElseThrow().mustChangePassword())
                    .isFalse();
        }
    }
}
