// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.huitong.api.access.Permissions;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Check.Status;
import org.huitong.api.web.Permitted;
import org.huitong.web.Doorkeeper;
import org.huitong.web.Doorkeeper.Admission;
import org.huitong.web.Json;
import org.huitong.web.SafeHeaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /health}: how the hub stands, for load balancers and people in a hurry. Stands on nothing but the HTTP service,
 * so that it answers while everything else is broken; a check that throws or does not come back is DOWN.
 */
@Permitted(Permitted.PUBLIC)
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/health")
@HttpWhiteboardServletName("huitong-health")
public final class Health extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** Checks answer from what is known, so this is long; balancers commonly wait for five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final String WHO_KNOWS = "Administrators, and whoever asks on the hub's own machine, are told why.";

    private final transient Doorkeeper doorkeeper;
    private final transient CheckUp checkUp;
    private final transient List<Check> checks = new CopyOnWriteArrayList<>();

    @Activate
    public Health(@Reference Doorkeeper doorkeeper) {
        this(doorkeeper, PATIENCE);
    }

    Health(Doorkeeper doorkeeper, Duration patience) {
        this.doorkeeper = doorkeeper;
        this.checkUp = new CheckUp(patience);
    }

    @Deactivate
    void close() {
        checkUp.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCheck(Check check) {
        checks.add(check);
    }

    void removeCheck(Check check) {
        checks.remove(check);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.forData(response);
        Report report = report();
        if (!mayKnowWhy(request)) {
            report = report.forStrangers();
        }
        byte[] body = Json.MAPPER.writeValueAsBytes(report);
        response.setStatus(
                report.status() == Status.DOWN
                        ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                        : HttpServletResponse.SC_OK);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Messages tell of accounts, paths, hosts and users of this hub. */
    private boolean mayKnowWhy(HttpServletRequest request) {
        return Metrics.isFromHere(request)
                || doorkeeper.admitToWatch(request, "health") instanceof Admission.Admitted in
                        && doorkeeper.may(in.asker(), Permissions.ADMINISTER);
    }

    private Report report() {
        List<Answer> answers = checkUp.of(List.copyOf(checks)).stream()
                .sorted(Comparator.comparing(Answer::name))
                .toList();
        // Without a single check nothing is known, and what is not known is not well.
        Status worst = Stream.concat(
                        answers.stream().map(Answer::status),
                        answers.isEmpty() ? Stream.of(Status.DOWN) : Stream.empty())
                .max(Comparator.naturalOrder())
                .orElse(Status.DOWN);
        return new Report(worst, answers);
    }

    /** The whole answer. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Report(Status status, List<Answer> checks) {
        Report forStrangers() {
            return new Report(status, checks.stream().map(Answer::forStrangers).toList());
        }
    }

    /** One check's part of it. */
    record Answer(String name, Status status, String message) {
        Answer forStrangers() {
            return new Answer(
                    name,
                    status,
                    switch (status) {
                        case UP -> "This is well.";
                        case DEGRADED -> "This is not quite well. " + WHO_KNOWS;
                        case DOWN -> "This is not well. " + WHO_KNOWS;
                    });
        }
    }
}
