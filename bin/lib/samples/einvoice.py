"""Invoices as XML, in the languages that are read, and put into a PDF of the same invoice."""
import subprocess
import tempfile
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from . import pdf
from .invoice import Invoice
from .layout import two_columns

IBAN = "DE89370400440532013000"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
PROFILE = "urn:cen.eu:en16931:2017"


def _rate(invoice: Invoice) -> str:
    return f"{invoice.rate:f}"


def ubl(invoice: Invoice, credit: bool = False, total: Decimal | None = None, prolog: str = "") -> bytes:
    """UBL Invoice, or CreditNote."""
    kind = "CreditNote" if credit else "Invoice"
    quantity = "CreditedQuantity" if credit else "InvoicedQuantity"
    money = f'currencyID="{invoice.language.currency}"'
    scheme = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"

    def party(name: str, company: str = "") -> str:
        return (
            f"<cac:Party><cac:PostalAddress><cbc:CityName>Leeds</cbc:CityName>"
            f"<cac:Country><cbc:IdentificationCode>GB</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
            f"<cac:PartyLegalEntity><cbc:RegistrationName>{escape(name)}</cbc:RegistrationName>{company}"
            f"</cac:PartyLegalEntity></cac:Party>"
        )

    lines = "".join(
        f"<cac:{kind}Line><cbc:ID>{number}</cbc:ID><cbc:{quantity} unitCode=\"C62\">{line.quantity}</cbc:{quantity}>"
        f"<cbc:LineExtensionAmount {money}>{line.amount:.2f}</cbc:LineExtensionAmount><cac:Item>"
        f"<cbc:Name>{escape(line.text)}</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>"
        f"<cbc:Percent>{_rate(invoice)}</cbc:Percent>{scheme}</cac:ClassifiedTaxCategory></cac:Item>"
        f"<cac:Price><cbc:PriceAmount {money}>{line.price}</cbc:PriceAmount></cac:Price></cac:{kind}Line>"
        for number, line in enumerate(invoice.lines, 1)
    )
    due = "" if credit else f"<cbc:DueDate>{invoice.due}</cbc:DueDate>"
    shown = invoice.total if total is None else total
    return f"""<?xml version="1.0" encoding="UTF-8"?>
{prolog}<{kind} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{kind}-2" xmlns:cac="{CAC}" xmlns:cbc="{CBC}">
<cbc:CustomizationID>{PROFILE}</cbc:CustomizationID><cbc:ID>{escape(invoice.number)}</cbc:ID>
<cbc:IssueDate>{invoice.issued}</cbc:IssueDate>{due}<cbc:{kind}TypeCode>{381 if credit else 380}</cbc:{kind}TypeCode>
<cbc:DocumentCurrencyCode>{invoice.language.currency}</cbc:DocumentCurrencyCode>
<cac:OrderReference><cbc:ID>PO-77</cbc:ID></cac:OrderReference>
<cac:AccountingSupplierParty>{party(invoice.vendor, "<cbc:CompanyID>00000000</cbc:CompanyID>")}</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>{party(invoice.customer_lines[0])}</cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>REF-1</cbc:PaymentID>
<cac:PayeeFinancialAccount><cbc:ID>{IBAN}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount {money}>{invoice.vat:.2f}</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount {money}>{invoice.net:.2f}</cbc:TaxableAmount><cbc:TaxAmount {money}>{invoice.vat:.2f}</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>{_rate(invoice)}</cbc:Percent>{scheme}</cac:TaxCategory>
</cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount {money}>{invoice.net:.2f}</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount {money}>{invoice.net:.2f}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount {money}>{shown:.2f}</cbc:TaxInclusiveAmount>
<cbc:PayableAmount {money}>{shown:.2f}</cbc:PayableAmount></cac:LegalMonetaryTotal>
{lines}
</{kind}>
""".encode()


def cii(invoice: Invoice, with_lines: bool = True, total: Decimal | None = None) -> bytes:
    """Factur-X of the profile EN 16931, or BASIC WL, which has no lines."""
    shown = invoice.total if total is None else total
    vat = invoice.vat + shown - invoice.total
    lines = "".join(
        f"<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>{number}</ram:LineID>"
        f"</ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>{escape(line.text)}</ram:Name>"
        f"</ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>"
        f"<ram:ChargeAmount>{line.price}</ram:ChargeAmount></ram:NetPriceProductTradePrice>"
        f"</ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>"
        f"<ram:BilledQuantity unitCode=\"C62\">{line.quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>"
        f"<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode>"
        f"<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>{_rate(invoice)}</ram:RateApplicablePercent>"
        f"</ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation>"
        f"<ram:LineTotalAmount>{line.amount:.2f}</ram:LineTotalAmount>"
        f"</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>"
        f"</ram:IncludedSupplyChainTradeLineItem>"
        for number, line in enumerate(invoice.lines if with_lines else (), 1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>{PROFILE if with_lines else "urn:factur-x.eu:1p0:basicwl"}</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>{escape(invoice.number)}</ram:ID><ram:TypeCode>380</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">{invoice.issued:%Y%m%d}</udt:DateTimeString></ram:IssueDateTime>
</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>{lines}
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>{escape(invoice.vendor)}</ram:Name>
<ram:SpecifiedLegalOrganization><ram:ID>00000000</ram:ID></ram:SpecifiedLegalOrganization>
<ram:PostalTradeAddress><ram:CountryID>GB</ram:CountryID></ram:PostalTradeAddress></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>{escape(invoice.customer_lines[0])}</ram:Name></ram:BuyerTradeParty>
<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO-77</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>{invoice.language.currency}</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount>
<ram:IBANID>{IBAN}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:ApplicableTradeTax><ram:CalculatedAmount>{vat:.2f}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
<ram:BasisAmount>{invoice.net:.2f}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
<ram:RateApplicablePercent>{_rate(invoice)}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">{invoice.due:%Y%m%d}</udt:DateTimeString>
</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>{invoice.net:.2f}</ram:LineTotalAmount>
<ram:TaxBasisTotalAmount>{invoice.net:.2f}</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="{invoice.language.currency}">{vat:.2f}</ram:TaxTotalAmount>
<ram:GrandTotalAmount>{shown:.2f}</ram:GrandTotalAmount><ram:DuePayableAmount>{shown:.2f}</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
""".encode()


def zugferd1(invoice: Invoice) -> bytes:
    """The same in the words of ZUGFeRD 1."""
    text = cii(invoice).decode()
    for new, old in (
        ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "urn:ferd:CrossIndustryDocument:invoice:1p0"),
        ("ReusableAggregateBusinessInformationEntity:100", "ReusableAggregateBusinessInformationEntity:12"),
        ("UnqualifiedDataType:100", "UnqualifiedDataType:15"),
        (f"{PROFILE}<", "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort<"),
        ("rsm:CrossIndustryInvoice", "rsm:CrossIndustryDocument"),
        ("rsm:ExchangedDocumentContext", "rsm:SpecifiedExchangedDocumentContext"),
        ("rsm:ExchangedDocument>", "rsm:HeaderExchangedDocument>"),
        ("rsm:SupplyChainTradeTransaction", "rsm:SpecifiedSupplyChainTradeTransaction"),
        ("ram:ApplicableHeaderTrade", "ram:ApplicableSupplyChainTrade"),
        ("ram:SpecifiedLineTrade", "ram:SpecifiedSupplyChainTrade"),
        ("RateApplicablePercent", "ApplicablePercent"),
        ("TradeSettlementHeaderMonetarySummation", "TradeSettlementMonetarySummation"),
        ("TradeSettlementLineMonetarySummation", "TradeSettlementMonetarySummation"),
        ("ram:IssuerAssignedID", "ram:ID"),
    ):
        text = text.replace(new, old)
    return text.encode()


def hybrid(invoice: Invoice, *attachments: tuple[str, bytes]) -> bytes:
    """The invoice as a page, with files inside."""
    with tempfile.TemporaryDirectory() as folder:
        page, whole = Path(folder, "page.pdf"), Path(folder, "whole.pdf")
        page.write_bytes(pdf.page(invoice, two_columns, pdf.embedded()))
        command = ["qpdf", "--static-id", page]
        for number, (name, content) in enumerate(attachments):
            file = Path(folder, f"{number}.xml")
            file.write_bytes(content)
            # The name in the list is the number: PDFs may hold two files of one name.
            command += ["--add-attachment", file, f"--key={number}", f"--filename={name}", "--mimetype=text/xml",
                        "--creationdate=D:20260101000000Z", "--moddate=D:20260101000000Z", "--"]
        subprocess.run([*command, whole], check=True)
        return whole.read_bytes()
