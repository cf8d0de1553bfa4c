/// The one queue of whatever waits for a person, of all services. Each service owns its exceptions
/// and serves their actions; here they are only listed.
package dev.onhand.reporting.exceptions;
