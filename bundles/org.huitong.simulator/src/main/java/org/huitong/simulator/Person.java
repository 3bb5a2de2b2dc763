// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

/** Somebody who works at the company; invented. */
record Person(String id, String name, String department, String post) {}
