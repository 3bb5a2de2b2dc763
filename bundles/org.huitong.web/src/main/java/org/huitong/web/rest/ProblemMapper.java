// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.glassfish.jersey.server.ParamException;
import org.huitong.api.web.Problem;
import org.huitong.web.Json;
import org.huitong.web.ProblemDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes problem details of whatever a resource throws; a stack trace goes to the log and nowhere else. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private final String subject;

    ProblemMapper(String subject) {
        this.subject = subject;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof Problem problem) {
            return answer(ProblemDetails.of(problem), null);
        }
        if (thrown instanceof ParamException.QueryParamException odd) {
            // A 404 by the letter of the standard; but the address is right, and what is behind the ? is not.
            return answer(
                    ProblemDetails.of(400, "bad-request", odd.getParameterName() + " cannot be read as it stands."),
                    null);
        }
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            Response original = web.getResponse();
            return original.getStatus() < 400 ? original : answer(of(original.getStatus()), original);
        }
        if (thrown instanceof IOException && isGone(thrown)) {
            return answer(ProblemDetails.of(400, "bad-request", "The request broke off."), null);
        }
        if (thrown instanceof IOException && thrown.getCause() instanceof TimeoutException) {
            return answer(ProblemDetails.of(408, "too-slow", "The body did not come in time."), null);
        }
        ProblemDetails incident = ProblemDetails.newIncident();
        LOG.error("A request failed subject={} incident={}", subject, incident.incident(), thrown);
        return answer(incident, null);
    }

    private static ProblemDetails of(int status) {
        return switch (status) {
            case 404 -> ProblemDetails.of(404, "not-found", "There is nothing at this address.");
            case 405 -> ProblemDetails.of(405, "method-not-allowed", "This address does not take this method.");
            case 406 -> ProblemDetails.of(406, "not-acceptable", "What is asked for is not offered; JSON is.");
            case 415 -> ProblemDetails.of(415, "media-type", "Send the body as application/json.");
            default -> ProblemDetails.of(status, "bad-request", "The request cannot be understood.");
        };
    }

    private static Response answer(ProblemDetails details, Response original) {
        try {
            Response.ResponseBuilder builder = Response.status(details.status());
            if (original != null && original.getHeaderString("Allow") != null) {
                builder.header("Allow", original.getHeaderString("Allow"));
            }
            return builder.type(ProblemDetails.MEDIA_TYPE)
                    .entity(Json.MAPPER.writeValueAsBytes(details))
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("problem details are plain values", e);
        }
    }

    /** The caller hung up or the body was cut: theirs, not ours. */
    private static boolean isGone(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return name.equals("EofException") || thrown instanceof java.io.EOFException;
    }
}
