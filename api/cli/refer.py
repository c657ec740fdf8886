"""`wraparound refer`: referrals from the command line, as a person with an account.

Not for: rules (`referrals`). The decision a reader would ask about: the client's name is asked for rather than given as an
argument, because arguments stand in the shell's history and in the list of processes.
"""

from __future__ import annotations

from collections.abc import Callable

import click

from api.cli.needs import known_needs
from api.cli.printing import print_json, print_table
from api.cli.services import opened
from api.wiring import Services
from referrals.consent import ConsentGiven
from referrals.model import CancelReason, ConsentMethod, DeclineReason, Identity, Outcome
from referrals.store.records import PageOf
from referrals.use_cases.accept import accept
from referrals.use_cases.acting import Step
from referrals.use_cases.cancel import cancel
from referrals.use_cases.complete import complete
from referrals.use_cases.create import Draft, NewClient, create
from referrals.use_cases.decline import decline
from referrals.use_cases.list import list_referrals
from referrals.use_cases.send import send
from referrals.views import ReferralView
from referrals.work import Work, work_of

UseCase = Callable[[Work, Step], ReferralView]
ANSWERS: dict[str, tuple[UseCase, type[DeclineReason] | type[Outcome] | type[CancelReason] | None]] = {
    "accept": (accept, None),
    "decline": (decline, DeclineReason),
    "complete": (complete, Outcome),
    "cancel": (cancel, CancelReason),
}


@click.group("refer")
@click.option("--as", "email", required=True, metavar="EMAIL", help="The person you are.")
@click.password_option("--password", confirmation_prompt=False, help="Asked for when not given.")
@click.pass_context
def command(context: click.Context, email: str, password: str) -> None:
    """Make, answer and list referrals, for example: wraparound refer --as coach@example.org list."""
    services = context.with_resource(opened())
    context.obj = (services, services.people.authenticate(email, password).actor)


@command.command("make")
@click.argument("listing_id")
@click.option("--need", required=True, help="The need code, such as childcare.")
@click.option("--location", "location_id", help="Another of its places.")
@click.option("--client-name", prompt="The client's name", help="Asked for when not given.")
@click.option(
    "--client-phone",
    default="",
    prompt="The client's phone (may stay empty)",
    show_default=False,
    help="May stay empty.",
)
@click.option(
    "--consent",
    type=click.Choice([method.value for method in ConsentMethod]),
    help="How the client agreed; sends the referral.",
)
@click.pass_context
def make(
    context: click.Context,
    listing_id: str,
    need: str,
    location_id: str | None,
    client_name: str,
    client_phone: str,
    consent: str | None,
) -> None:
    """Draft a referral to a listing, by the id that `search` and `match` print; with --consent send it at once."""
    services: Services = context.obj[0]
    (wanted,) = known_needs(services.catalogue, [need])
    client = NewClient(Identity(display_name=client_name, phone=client_phone))
    service_id, its_place = _recipient(services, listing_id)
    draft = Draft(client=client, need=wanted, service_id=service_id, location_id=location_id or its_place)

    def draft_and_send(work: Work) -> ReferralView:
        view = create(work, draft)
        if consent is None:
            return view
        return send(work, Step(referral_id=view.id), ConsentGiven(method=ConsentMethod(consent)))

    _print_referral(_done(context, draft_and_send))


@command.command("send")
@click.argument("referral_id")
@click.option(
    "--consent",
    required=True,
    type=click.Choice([method.value for method in ConsentMethod]),
    help="How the client agreed.",
)
@click.pass_context
def send_draft(context: click.Context, referral_id: str, consent: str) -> None:
    """Send a draft."""
    given = ConsentGiven(method=ConsentMethod(consent))
    _print_referral(_done(context, lambda work: send(work, Step(referral_id=referral_id), given)))


@command.command("answer")
@click.argument("referral_id")
@click.argument("action", type=click.Choice(list(ANSWERS)))
@click.option("--reason", default="", help="For decline and cancel a reason, for complete the outcome.")
@click.option("--words", default="", help="A sentence for the other side; never the client's name.")
@click.pass_context
def answer(context: click.Context, referral_id: str, action: str, reason: str, words: str) -> None:
    """Accept, decline, complete or cancel a referral."""
    use_case, reasons = ANSWERS[action]
    if reasons is not None and reason not in list(reasons):
        raise click.UsageError(f"{action} needs --reason, one of: {', '.join(reasons)}")
    step = Step(referral_id=referral_id, reason_code=reason, reason_text=words)
    _print_referral(_done(context, lambda work: use_case(work, step)))


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON: ids and states, never people.")
@click.pass_context
def list_mine(context: click.Context, as_json: bool) -> None:
    """List the referrals that you sent or received, the newest change first."""
    services, actor = context.obj
    with services.database.read() as view:
        page = list_referrals(work_of(view, actor), PageOf(limit=200))
    if as_json:
        print_json(
            [
                {"id": one.id, "state": one.state, "version": one.version, "changed_at": one.changed_at}
                for one in page.referrals
            ]
        )
        return
    print_table(
        ("id", "state", "you are", "changed", "you may"),
        (
            (one.id, one.state, one.side, f"{one.changed_at:%Y-%m-%d %H:%M}", " ".join(one.allowed_actions))
            for one in page.referrals
        ),
    )


def _recipient(services: Services, listing_id: str) -> tuple[str, str | None]:
    """Service and place of a listing; the id of a service will do as well, and means any of its places."""
    found = services.index.get([listing_id])
    return (found[0].service_id, found[0].location_id) if found else (listing_id, None)


def _done(context: click.Context, use_case: Callable[[Work], ReferralView]) -> ReferralView:
    services: Services = context.obj[0]
    with services.database.unit_of_work(actor=context.obj[1].reference) as unit:
        view = use_case(work_of(unit, context.obj[1]))
        unit.commit()
    return view


def _print_referral(view: ReferralView) -> None:
    click.echo(f"{view.id}  {view.state}  next: {', '.join(view.allowed_actions) or 'nothing for you'}")
