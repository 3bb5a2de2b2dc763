// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Right;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Outcome;
import org.huitong.api.filter.Filter;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who manage, secure or audit come from certain addresses alone, and never shut themselves out. */
class GatehouseTest {
    private static final String PASSWORD = "a long enough password";
    private static final String OFFICE = "10.1.2.3";
    private static final String HOME = "203.0.113.9";

    @TempDir
    Path home;

    private Office office;
    private Gatehouse gatehouse;

    @BeforeEach
    void open() throws IOException {
        office = new Office(home);
        gatehouse = gatehouse();
        make("security", Optional.empty(), Permissions.ALL_SECURITY);
        make("li", Optional.of("p-li"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,        10.255.0.1,              true",
        "10.0.0.0/8,        11.0.0.1,                false",
        "192.0.2.7,         192.0.2.7,               true",
        "192.0.2.7,         192.0.2.8,               false",
        "192.0.2.0/25,      192.0.2.127,             true",
        "192.0.2.0/25,      192.0.2.128,             false",
        "0.0.0.0/0,         203.0.113.9,             true",
        "0.0.0.0/0,         2001:db8::1,             false",
        "2001:db8::/32,     2001:db8:ffff::1,        true",
        "2001:db8::/32,     2001:db9::1,             false",
        "2001:db8::/32,     [2001:db8:0:0:0:0:0:1],  true",
        "fe80::/10,         fe80::1%eth0,            true",
        "10.0.0.0/8,        ::ffff:10.1.2.3,         true",
        "10.0.0.0/8,        hub.example.com,         false",
        "10.0.0.0/8,        '',                      false",
    })
    void aRangeHoldsWhatLiesInIt(String range, String address, boolean holds) {
        assertThat(Range.of(range).orElseThrow().holds(address)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0/8",
                "300.0.0.1",
                "hub.example.com",
                "2001:db8::/129",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/8 192.0.2.7",
                "::1::2"
            })
    void whatIsNoRangeIsRefused(String written) {
        refused(() -> gatehouse.set(security(), List.of(written), OFFICE), "bad-range");
    }

    @Test
    void whoAdministersComesFromThereAlone() {
        gatehouse.set(security(), List.of("10.0.0.0/8", "2001:db8::/32"), OFFICE);
        assertThat(office.login("security", PASSWORD, OFFICE)).isInstanceOf(Login.Opened.class);
        assertThat(office.login("security", PASSWORD, HOME))
                .isInstanceOfSatisfying(
                        Login.Barred.class,
                        barred -> assertThat(barred.reason().zh()).contains(HOME));
        assertThat(office.audit.deeds()).anySatisfy(deed -> {
            assertThat(deed.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(deed.verb()).isEqualTo("session.open");
            assertThat(deed.by().account()).isEqualTo("security");
            assertThat(deed.difference().orElseThrow().after()).contains(HOME);
        });
        // Everybody else, and whoever breaks the glass, from everywhere.
        assertThat(office.login("li", PASSWORD, HOME)).isInstanceOf(Login.Opened.class);
        assertThat(office.login("admin", Office.ADMIN_PASSWORD, HOME)).isInstanceOf(Login.Opened.class);
    }

    /** A wrong password tells a stranger nothing of who administers. */
    @Test
    void aWrongPasswordIsWrongFromEverywhere() {
        gatehouse.set(security(), List.of("10.0.0.0/8"), OFFICE);
        assertThat(office.login("security", "another long password", HOME)).isInstanceOf(Login.Refused.class);
    }

    @Test
    void aSessionThatIsCarriedAwayOpensNothingAndIsNotedOnceInAWhile() {
        gatehouse.set(security(), List.of("10.0.0.0/8"), OFFICE);
        Asker asker = security();
        assertThat(office.desk.objection(asker, OFFICE)).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(office.desk.objection(asker, HOME)).isPresent();
        }
        assertThat(refusals()).isEqualTo(1);
        office.pass(Duration.ofMinutes(11));
        assertThat(office.desk.objection(asker, HOME)).isPresent();
        assertThat(refusals()).isEqualTo(2);
    }

    @Test
    void whatARoleBringsCountsFromTheMomentItDoes() {
        gatehouse.set(security(), List.of("10.0.0.0/8"), OFFICE);
        Asker li = office.desk.current("li").orElseThrow();
        assertThat(office.desk.objection(li, HOME)).isEmpty();
        office.policy.replace(Map.of(
                "p-li",
                List.of(new Right(
                        "hub.administer",
                        Filter.everything(),
                        Set.of("c1"),
                        Set.of(),
                        false,
                        Optional.empty(),
                        true))));
        assertThat(office.desk.objection(li, HOME)).isPresent();
    }

    @Test
    void nobodyShutsThemselvesOut() {
        refused(() -> gatehouse.set(security(), List.of("192.0.2.0/24"), OFFICE), "shuts-out");
        assertThat(gatehouse.ranges()).isEmpty();
        gatehouse.set(security(), List.of("192.0.2.0/24", OFFICE), OFFICE);
        assertThat(gatehouse.ranges()).hasSize(2);
    }

    @Test
    void itHoldsOverARestartUntilTheShellTakesItBack() throws IOException {
        gatehouse.set(security(), List.of("10.0.0.0/8"), OFFICE);
        office.reopen();
        gatehouse = gatehouse();
        AccessCommands shell = new AccessCommands(gatehouse);
        assertThat(shell.addresses()).isEqualTo("10.0.0.0/8");
        assertThat(office.login("security", PASSWORD, HOME)).isInstanceOf(Login.Barred.class);
        assertThat(shell.addresses("open")).isEqualTo("from everywhere");
        assertThat(office.login("security", PASSWORD, HOME)).isInstanceOf(Login.Opened.class);
        assertThat(office.audit.deeds()).anySatisfy(deed -> {
            assertThat(deed.by()).isEqualTo(Doer.SHELL);
            assertThat(deed.difference().orElseThrow().before()).isEqualTo("10.0.0.0/8");
        });
    }

    private Gatehouse gatehouse() {
        return new Gatehouse(office.desk, office.policy, office.database(), office.audit, () -> office.now);
    }

    private Asker security() {
        return office.desk.current("security").orElseThrow();
    }

    private long refusals() {
        return office.audit.deeds().stream()
                .filter(deed -> deed.outcome() == Outcome.REFUSED)
                .count();
    }

    private void make(String name, Optional<String> person, String... words) {
        office.desk
                .accounts()
                .create(office.admin(), name, name, Optional.of(PASSWORD + " x"), new TreeSet<>(Set.of(words)), person);
        office.desk.changePassword(name, PASSWORD + " x", PASSWORD, Optional.empty(), OFFICE);
    }

    private static void refused(ThrowingCallable what, String word) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.word())
                .isEqualTo(word));
    }
}
