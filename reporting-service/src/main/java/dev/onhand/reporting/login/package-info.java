/// Sign-in for a local stack only: in production an OIDC provider gives the tokens.
package dev.onhand.reporting.login;
