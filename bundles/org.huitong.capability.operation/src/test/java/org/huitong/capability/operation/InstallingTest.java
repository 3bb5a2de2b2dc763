// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.operation.Installing.PlanName;
import org.huitong.testkit.HeardAudit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever is installed or removed, the log says who did it. */
class InstallingTest {
    private static final Asker ANNA = new Asker("anna", "Anna", Optional.empty());

    private final Logger logger = (Logger) LoggerFactory.getLogger(Installing.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final HeardAudit audit = new HeardAudit();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void aPlanAndItsCarryingOutHaveAnActor() {
        Installing.planned(new Plan("p1", List.of(), Optional.empty()), "feature:rules on", ANNA);
        Installing.apply(answering(new Outcome.Done(List.of())), audit, new PlanName("p1"), ANNA);
        assertThat(said())
                .containsExactly(
                        "A plan was made, plan=p1 what=feature:rules on possible=true by=anna",
                        "A plan was carried out, plan=p1 done=true by=anna");
        assertThat(audit.lines()).containsExactly("anna extensions.manage plan:p1 done");
    }

    @Test
    void whatIsNoPlanIsNotWrittenDown() {
        Outcome refused = new Outcome.Refused(LocalText.of("无", "no"));
        assertThatThrownBy(() -> Installing.apply(answering(refused), audit, new PlanName("a\nline of mine"), ANNA))
                .isInstanceOf(Problem.class);
        assertThat(said()).isEmpty();
        assertThat(audit.lines()).containsExactly("anna extensions.manage plan refused");
    }

    private List<String> said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Installer answering(Outcome outcome) {
        return (Installer) Proxy.newProxyInstance(
                InstallingTest.class.getClassLoader(),
                new Class<?>[] {Installer.class},
                (proxy, method, arguments) -> outcome);
    }
}
