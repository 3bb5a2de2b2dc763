// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The platforms' door, {@code /connect/{platform}/{account}}. It needs nothing, so that it stands before the server
 * opens: while the database is still being recovered, a platform must hear that it should come again, and not that there
 * is nothing at this address, which some take for the end.
 */
@Permitted(Permitted.PUBLIC)
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/connect/*")
@HttpWhiteboardServletAsyncSupported
public final class PlatformDoor extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private transient volatile Gateway gateway;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Gateway open = gateway;
        if (open == null) {
            HeardOut.then(request, reply -> reply.comeAgain("The hub is just starting or going down."));
        } else {
            open.receive(request);
        }
    }
}
