// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.document.Document;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.document.form.FormOffice;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class DocumentsResourceTest {
    private final Catalogue catalogue = new Catalogue();
    private final List<String> asked = new ArrayList<>();
    private final DocumentsResource resource =
            new DocumentsResource(catalogue, new OneRight(), Samples.press(), new FormOffice(new DerbyStore()).forms);

    DocumentsResourceTest() {
        offer("roster", "people.read", false);
        offer("ledger", "people.read", true);
        offer("secret", "rights.read", false);
    }

    private void offer(String name, String permission, boolean ofPeriod) {
        catalogue.add(offered(name, permission), new Document() {
            @Override
            public LocalText title() {
                return LocalText.of("文档 " + name, "Document " + name);
            }

            @Override
            public boolean ofPeriod() {
                return ofPeriod;
            }

            @Override
            public Report report(Asker asker, Period period) {
                asked.add(name + " " + period.from() + " " + period.to());
                return Samples.report();
            }
        });
    }

    /** What a framework knows of a service, as far as it is asked for here. */
    @SuppressWarnings("unchecked")
    private static ServiceReference<Document> offered(String name, String permission) {
        return (ServiceReference<Document>) Proxy.newProxyInstance(
                ServiceReference.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> Map.of("huitong.document", name, "huitong.document.permission", permission)
                            .get(arguments[0]);
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> throw new AssertionError(method);
                });
    }

    @Test
    void lists_what_the_caller_may_have() {
        assertThat(resource.list(new Caller()).items().stream().map(DocumentsResource.Item::name))
                .containsExactly("ledger", "roster");
        assertThat(resource.list(new Caller()).items().get(0).formats()).containsExactly("xlsx", "docx", "pdf");
        assertThat(asked).isEmpty();
    }

    @Test
    void judges_before_it_looks_at_anything_else() {
        refused(403, () -> file("secret", "xlsx", "not a day", null, "fr"));
        refused(403, () -> resource.json("secret", "not a day", null, "fr", null, new Caller()));
        refused(404, () -> file("nothing", "xlsx", "not a day", null, "fr"));
        assertThat(asked).isEmpty();
    }

    @Test
    void says_what_is_wrong_with_a_call() {
        refused(400, () -> file("ledger", "xlsx", "2026-02-30", null, null));
        refused(400, () -> file("ledger", "xlsx", "2026-11-30", "2026-11-29", null));
        refused(400, () -> file("ledger", "xlsx", null, "+999999999-12-31", null));
        refused(400, () -> file("ledger", "xlsx", null, null, "fr"));
        assertThat(asked).isEmpty();
    }

    @Test
    void tells_a_period_to_documents_of_a_period_alone() {
        file("ledger", "docx", "2026-11-01", "2026-11-29", "en");
        file("roster", "docx", "2026-11-01", null, "en");
        assertThat(asked)
                .containsExactly(
                        "ledger Optional[2026-11-01] Optional[2026-11-29]", "roster Optional.empty Optional.empty");
    }

    @Test
    void says_what_it_gives_in_the_language_that_was_asked_for() {
        var response =
                resource.file("roster", "xlsx", null, null, null, null, "fr, zh-TW;q=0.9, en;q=0.5", new Caller());
        assertThat(response.getHeaderString("Content-Language")).isEqualTo("zh-CN");
        assertThat(response.getHeaderString("Content-Disposition"))
                .isEqualTo("attachment; filename=\"roster.xlsx\"; filename*=UTF-8''"
                        + "%E9%80%9A%E8%AE%AF%E8%B4%A6%E5%8F%B7%E6%B8%85%E5%8D%95.xlsx");
        assertThat((byte[]) response.getEntity()).startsWith('P', 'K');
    }

    @Test
    void shows_a_page_what_the_files_hold() {
        ReportJson page = (ReportJson)
                resource.json("roster", null, null, "en", "zh-CN", new Caller()).getEntity();
        assertThat(page.title()).isEqualTo("Account roster");
        assertThat(page.rows().get(0).get(3)).hasToString("1234567");
        assertThat(page.rows().get(0).get(8)).isEqualTo("26:03:09");
        assertThat(page.rows().get(3).get(0)).isNull();
        assertThat(page.totals().orElseThrow().get(4)).hasToString("-1234.27");
        assertThat(page.more()).isFalse();
    }

    private Object file(String name, String format, String from, String to, String lang) {
        return resource.file(name, format, from, to, lang, null, null, new Caller());
    }

    private static void refused(int status, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status())
                .isEqualTo(status));
    }

    /** Lets people be read, and nothing else. */
    private static final class OneRight implements DecisionPoint {
        @Override
        public Decision decide(Asker asker, Act act, On on) {
            return act.word().equals("people.read")
                    ? new Decision.Allowed()
                    : new Decision.Denied(LocalText.of("无权", "no"));
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            throw new AssertionError("documents ask for no messages");
        }
    }

    private static final class Caller implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return new Asker("zhang", "张三", Optional.empty());
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getAuthenticationScheme() {
            return "session";
        }
    }
}
