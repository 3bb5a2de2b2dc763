// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

/** Somebody who works at the company; invented. */
public record Person(String id, String name, String department, String post) {}
