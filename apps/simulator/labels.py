"""Labels of applications: a company's own words, none of them twice."""

AREAS = tuple(
    """
    Payroll Claims Store Warehouse Supplier Loyalty Franchise Recipe Fleet Returns
    Catering Wholesale Careers Benefits Travel Expense Training Audit Treasury Pricing
    Menu Allergen Quality Complaint Delivery Kitchen Vendor Invoice Contract Legal
    Facilities Visitor Badge Parking Energy Safety Incident Change Release Metrics
    Forecast Planning Promotion Gift Subscription Checkout Basket Search Content Media
    Survey Research Lab Farm Harvest Import Customs Freight Bakery
    """.split()  # noqa: SIM905 (words are easier to read than quotes)
)
THINGS = tuple(
    """
    Portal Console Dashboard Desk Tracker Hub Studio Planner Register Gateway Explorer
    Assistant Workbench Directory Ledger Monitor Room Board Archive Counter
    """.split()  # noqa: SIM905
)
PLACES = ("", "EU", "US", "APAC", "UK", "DE", "FR", "Nordics", "Iberia", "Canada")


def label_of(number: int) -> str:
    """Return a label that no other number has; numbers start at 1."""
    rest, area = divmod(number - 1, len(AREAS))
    rest, place = divmod(rest, len(PLACES))
    rest, thing = divmod(rest + area, len(THINGS))
    words = [AREAS[area], THINGS[thing], PLACES[place], str(rest + 1) if rest else ""]
    return " ".join(word for word in words if word)
