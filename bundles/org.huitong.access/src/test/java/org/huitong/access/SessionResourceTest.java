// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionResourceTest {
    @TempDir
    Path home;

    /** Over TLS no neighbour's page and no line in clear can plant the cookie (RFC 6265bis, 4.1.3.2). */
    @Test
    void aLoginOverTlsSetsACookieThatNobodyElseCanSet() throws IOException {
        try (Office office = new Office(home)) {
            assertThat(cookies(login(office, true, new Brought(null, null)))).anySatisfy(cookie -> assertThat(cookie)
                    .startsWith("__Host-HUITONG_SESSION=")
                    .contains("; Secure", "; HttpOnly", "; Path=/")
                    .doesNotContain("Domain"));
            assertThat(cookies(login(office, false, new Brought(null, null))))
                    .anySatisfy(cookie -> assertThat(cookie).startsWith("HUITONG_SESSION="))
                    .noneSatisfy(cookie -> assertThat(cookie).contains("Secure"));
        }
    }

    @Test
    void aSecondLoginEndsTheSessionThatTheBrowserHad() throws IOException {
        try (Office office = new Office(home)) {
            String first = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            String other = office.opened("admin", Office.ADMIN_PASSWORD).cookie();

            login(office, true, new Brought(first, null));

            assertThat(office.desk.session(first)).isEmpty();
            assertThat(office.desk.session(other)).as("that of another browser").isPresent();
        }
    }

    private static Response login(Office office, boolean secure, Brought brought) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                SessionResourceTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "isSecure" -> secure;
                    case "getRemoteAddr" -> "192.0.2.1";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        Arrivals arrivals = new Arrivals(office.desk, new LoginWays(), new OneKeyVault(), () -> office.now, 100);
        LookingGlass glass = new LookingGlass(
                office.desk,
                office.policy,
                new Guard(office.policy, office.book, office.desk),
                office.recognising,
                office.database(),
                office.audit,
                new LookingGlassTest.Rung(),
                new TestClock());
        return new SessionResource(office.desk, office.policy, arrivals, glass)
                .login(new SessionResource.Credentials("admin", Office.ADMIN_PASSWORD, null), request, brought);
    }

    private static List<String> cookies(Response response) {
        return response.getHeaders().get("Set-Cookie").stream()
                .map(Object::toString)
                .toList();
    }
}
