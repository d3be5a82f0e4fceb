"""A page's view gets a visit: who looks, in which language, what she asked or sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from flask import render_template

from model.writing.numbers import Language
from service.http.call import Answer
from service.http.problem import Problem
from service.parts import Parts
from service.store.database import Connection
from service.usecases.accounts.session_of import SignedIn, User
from service.usecases.issue_key import Caller
from service.usecases.problems import FieldProblem
from service.usecases.source import Source
from service.web.frame.ask import View, ask, operation_of
from service.web.frame.context import page_context
from service.web.frame.kept import kept
from service.web.frame.pictures import picture_address
from service.web.frame.roles import scope_of


@dataclass(frozen=True, slots=True)
class Visit:
    """Inside its transaction. `form` are the texts that were sent, without empty ones; `args` the query."""

    parts: Parts
    connection: Connection
    signed_in: SignedIn
    language: Language
    now: datetime
    args: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[FieldProblem] = ()

    @property
    def user(self) -> User:
        return self.signed_in.user

    @property
    def today(self) -> date:
        return self.now.astimezone(self.parts.company.timezone).date()

    def ask(
        self, view: View, *, query: Mapping[str, Any] | None = None, body: Any = None, **path: Any
    ) -> Any:
        """What the API answers to this user: the body of its JSON. Raises as the operation does."""
        return self.answer(view, query=query, body=body, **path).body

    def answer(
        self, view: View, *, query: Mapping[str, Any] | None = None, body: Any = None, **path: Any
    ) -> Answer:
        """The same with its content type and headers: texts, pictures, cards."""
        caller = self._caller(view)
        return ask(self.parts, self.connection, caller, self.now, view, query, body, path)

    def kept(self, view: View, *, query: Mapping[str, Any] | None = None, **path: Any) -> Any:
        """The same of figures that take long to count: an answer of some minutes ago, `as_of` says when."""
        return self.kept_while(lambda _: True, view, query=query, **path)

    def kept_while(
        self,
        still: Callable[[Any], bool],
        view: View,
        *,
        query: Mapping[str, Any] | None = None,
        **path: Any,
    ) -> Any:
        """The same, counted anew where `still` says no of the answer that is kept."""
        caller = self._caller(view)
        return kept(self.parts, self.connection, caller, self.now, view, query, path, still)

    def show(self, template: str, topic: str, **values: Any) -> str:
        """A page. `topic` holds its words."""
        context = page_context(
            self.parts, self.language, topic, self.user, self.signed_in.csrf, self.problems
        )
        context["picture_of"] = self._picture_of
        return render_template(template, visit=self, **context, **values)

    def _picture_of(self, spec: dict[str, Any]) -> str:
        return picture_address(self.parts, self.connection, spec, self.language)

    def with_problems(self, problems: Sequence[FieldProblem]) -> "Visit":
        return replace(self, problems=problems)

    def _caller(self, view: View) -> Caller:
        scope = scope_of(self.user.role, operation_of(view).scopes)
        if scope is None:
            raise Problem(403, "this is not for your role")
        return Caller(Source(f"user:{self.user.id.hex}", scope), (), ())
