// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.health;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.access.Permissions;
import org.huitong.api.operation.Measured;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.text.Unquoted;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.web.Doorkeeper;
import org.huitong.web.Doorkeeper.Admission;
import org.huitong.web.Literal;
import org.huitong.web.ProblemDetails;
import org.huitong.web.SafeHeaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics}: what everybody counts, as Prometheus reads it. */
@Permitted(Permissions.READ_METRICS)
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
@HttpWhiteboardServletName("huitong-metrics")
public final class Metrics extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

    /** A proxy on this machine comes from loopback too, and for somebody else. */
    private static final Set<String> SIGNS_OF_A_PROXY =
            Set.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final transient Doorkeeper doorkeeper;
    private final transient List<Measured> measured = new CopyOnWriteArrayList<>();

    @Activate
    public Metrics(@Reference Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMeasured(Measured one) {
        measured.add(one);
    }

    void removeMeasured(Measured one) {
        measured.remove(one);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.forData(response);
        if (!isFromHere(request)) {
            Admission admission = doorkeeper.admit(request, "metrics");
            if (admission instanceof Admission.TurnedAway turned) {
                turned.problem().send(request, response);
                return;
            }
            if (!(admission instanceof Admission.Admitted in)
                    || !doorkeeper.may(in.asker(), Permissions.READ_METRICS)) {
                ProblemDetails.of(Problem.lacks(Permissions.READ_METRICS)).send(request, response);
                return;
            }
        }
        byte[] body = Exposition.of(measurements()).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(JvmMeasured.measure());
        for (Measured one : measured) {
            try {
                all.addAll(one.measure());
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("Somebody cannot count source={}", one.getClass().getName(), Unquoted.of(e));
            }
        }
        return all;
    }

    /** The peer of the socket is this machine, speaks to this machine by its own name, and speaks for nobody else. */
    static boolean isFromHere(HttpServletRequest request) {
        return SIGNS_OF_A_PROXY.stream().noneMatch(sign -> request.getHeader(sign) != null)
                && isLoopback(request.getRemoteAddr())
                && isLoopback(request.getLocalAddr())
                && isOwnName(request.getServerName());
    }

    private static boolean isOwnName(String host) {
        return "localhost".equalsIgnoreCase(host) || isLoopback(host);
    }

    private static boolean isLoopback(String address) {
        return Literal.address(address).filter(InetAddress::isLoopbackAddress).isPresent();
    }
}
